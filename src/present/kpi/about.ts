import type { Period } from '../../calendar/period.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import type { Against } from '../../query/other-window.ts'
import type { Filter } from '../../query/question.ts'
import { bilingual } from '../words.ts'
import { parseKpi } from './parse.ts'

/** A question about one KPI: what `why`, `explain` and `rows` are asked with. */
export interface AboutKpi {
  readonly metric: Metric
  readonly period: Period | undefined
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly against: Against
  /** The question as typed. */
  readonly typed: string
}

/** `<kpi> [period] [by …] [where …]`: exactly one KPI. `command` is named in what to type instead. */
export function parseAboutKpi(words: readonly string[], context: Context, command: string): AboutKpi {
  const { metrics, period, by, where, against, typed } = parseKpi(words, context)
  const [metric, ...others] = metrics
  if (!metric) throw new UserError(say[context.locale].which(command))
  if (others.length > 0) throw new UserError(say[context.locale].one(command, context.catalog.idOf(metric) ?? ''))
  return { metric, period, by, where, against, typed }
}

const say = bilingual({
  en: {
    which: (command: string) =>
      `Which KPI? For example \`/revops ${command} win_rate\`. \`/revops kpi\` lists them all.`,
    one: (command: string, id: string) => `One KPI at a time: for example \`/revops ${command} ${id}\`.`,
  },
  ja: {
    which: (command) => `どのKPIですか？ 例：\`/revops ${command} 受注率\`（\`/revops kpi\` で一覧を表示）`,
    one: (command, id) => `KPIは1つずつ指定してください。例：\`/revops ${command} ${id}\``,
  },
})
