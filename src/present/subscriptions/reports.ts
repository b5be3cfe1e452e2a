import type { Context } from '../../define/context.ts'
import type { Report } from '../../define/report.ts'
import { UserError } from '../../errors.ts'
import { leadingName, nearestLeading } from '../leading-name.ts'
import { leadingMetric } from '../metric-names.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'
import { reportName } from './topic.ts'

/** Words that the name of a report has at most. */
const longestName = 5

export interface LeadingReport {
  readonly id: string
  readonly report: Report
  readonly rest: readonly string[]
}

/** The report whose name the words begin with: its id, its title in either language, or another name of it. */
export function leadingReport(words: readonly string[], context: Context): LeadingReport | undefined {
  const found = leadingName(words, namesOf(context), longestName)
  const report = found && context.catalog.reports.get(found.value)
  return found && report && { id: found.value, report, rest: words.slice(found.used) }
}

/** What to say to words that begin with no report: the nearest, or all there are. */
export function unknownReport(words: readonly string[], context: Context, command: string): UserError {
  const say = phrases[context.locale]
  const near = nearestLeading(words, namesOf(context), longestName)
  if (near) return new UserError(say.didYouMean(typed(near.text), reportName(near.value), command))
  const all = [...context.catalog.reports.keys()].map((id) => `\`${reportName(id)}\``)
  const list = all.join(context.locale === 'ja' ? '、' : ', ')
  return new UserError(
    words.length === 0 ? say.which(list, command) : say.unknown(typed(words.join(' ')), list, command),
  )
}

const namesOf = ({ catalog }: Context): ReadonlyMap<string, string> =>
  new Map(
    [...catalog.reports].flatMap(([id, { title, aliases = [] }]) =>
      [id, title.en, title.ja, ...aliases].map((name) => [name, id] as const),
    ),
  )

/** A KPI's name is enough: `subscribe bookings by segment`. */
export const beginsWithMetric = (words: readonly string[], context: Context): boolean =>
  leadingMetric(words, context) !== undefined

const phrases = bilingual({
  en: {
    which: (list: string, command: string) =>
      `Which report? There are ${list}; or follow a KPI or an account: \`/revops ${command} kpi bookings\`, \`/revops ${command} account <name>\`.`,
    unknown: (text: string, list: string, command: string) =>
      `I know no report “${text}”. There are ${list}; or follow a KPI: \`/revops ${command} kpi bookings\`.`,
    didYouMean: (text: string, id: string, command: string) =>
      `I know no report “${text}”. Did you mean \`${id}\`? For example \`/revops ${command} ${id}\`.`,
  },
  ja: {
    which: (list, command) =>
      `どのレポートですか？ ${list} があります。KPIやアカウントも指定できます。例：\`/revops ${command} kpi 受注金額\`、\`/revops ${command} account <名前>\``,
    unknown: (text, list, command) =>
      `「${text}」というレポートはありません。${list} があります。KPIも指定できます。例：\`/revops ${command} kpi 受注金額\``,
    didYouMean: (text, id, command) =>
      `「${text}」というレポートはありません。\`${id}\` のことですか？ 例：\`/revops ${command} ${id}\``,
  },
})
