import { context as contextBlock, escapeMrkdwn, header } from '../../blocks/build.ts'
import type { Alert, Severity, Standing } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Words } from '../../define/words.ts'
import { lineSections } from '../lines.ts'
import { spoken } from '../plain.ts'
import { bilingual } from '../words.ts'
import { linkedSentence } from './linked.ts'
import { standingLine } from './news.ts'

/** One series that has no message of its own. */
export interface SummaryLine extends Standing, Pick<Alert, 'names'> {
  readonly title: Words
  readonly severity: Severity
}

/** Lines of one message; the rest is counted. */
const most = 20

/** What fired beyond the messages that a channel has in a day: a line each, the worst first, and where to look. */
export function summaryMessage(context: Context, lines: readonly SummaryLine[], cap: number): Message {
  const { locale } = context
  const say = words[locale]
  const sorted = [...lines].sort(
    (a, b) =>
      Number(a.over !== undefined) - Number(b.over !== undefined) ||
      Number(b.severity === 'critical') - Number(a.severity === 'critical') ||
      b.observation.weight - a.observation.weight,
  )
  const shown = sorted.slice(0, most).map((line) => {
    const title = escapeMrkdwn(line.title[locale])
    return `${standingLine(context, line)} *${title}* · ${linkedSentence(context, line, line.observation.summary[locale], line.observation)}`
  })
  const rest = sorted.length - shown.length
  const titles = [...new Set(sorted.map(({ title }) => title[locale]))]
  return {
    text: spoken(locale, [say.more(lines.length)], titles.slice(0, 5).join(locale === 'ja' ? '、' : ', ')),
    blocks: [
      header(say.more(lines.length)),
      ...lineSections(shown),
      ...(rest > 0 ? [contextBlock([say.rest(rest)])] : []),
      contextBlock([say.where(cap)]),
    ],
    charts: [],
    readings: [],
  }
}

const words = bilingual({
  en: {
    more: (n: number) => `${n} more ${n === 1 ? 'alert' : 'alerts'}`,
    rest: (n: number) => `… and ${n} more`,
    where: (cap: number) =>
      `This channel gets at most ${cap} alerts a business day, the worst first; the others stand here. \`/revops alerts\` shows all.`,
  },
  ja: {
    more: (n) => `ほか${n}件のアラート`,
    rest: (n) => `…ほか${n}件`,
    where: (cap) =>
      `このチャンネルへのアラートは1営業日${cap}件までです（重要度の高い順）。それ以外はここにまとめています。全件は \`/revops alerts\` で確認できます。`,
  },
})
