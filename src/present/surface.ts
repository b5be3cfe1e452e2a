import { section } from '../blocks/build.ts'
import type { ChartSpec } from '../blocks/chart.ts'
import { messageBudget } from '../blocks/limits.ts'
import { nativeChart } from '../blocks/native-chart.ts'
import { messageSize } from '../blocks/size.ts'
import { textChart } from '../blocks/text-chart.ts'
import type { Block } from '../blocks/types.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from './words.ts'

/** What is sent: Slack's own blocks only. */
export interface SlackMessage {
  readonly text: string
  readonly blocks: readonly Block[]
}

/** Ephemeral messages carry no files: charts become Slack's own, at most two, and text where that cannot say it. */
export function forEphemeral(message: Message, locale: Locale): SlackMessage {
  let native = 0
  const blocks = message.blocks.map((block): Block => {
    if (block.type !== 'chart') return block
    const spec = message.charts[block.chart]
    const drawn = spec && native < mostNativeCharts ? nativeChart(spec) : undefined
    if (drawn) native += 1
    return drawn ?? chartAsText(spec)
  })
  return fitted({ text: message.text, blocks }, locale)
}

const mostNativeCharts = 2

/** The last rung: a chart as an aligned table of text. */
export const chartAsText = (spec: ChartSpec | undefined): Block =>
  section(spec ? `\`\`\`\n${textChart(spec)}\n\`\`\`` : '–')

const mostBlocks = 50

/** Cuts a message to Slack's limits from its end, keeping its last line (the provenance), and says that it did. */
export function fitted(message: SlackMessage, locale: Locale): SlackMessage {
  const text = message.text.length > 3_000 ? `${message.text.slice(0, 2_999)}…` : message.text
  const blocks = [...message.blocks]
  const last = blocks.at(-1)
  let cut = 0
  const fits = (): boolean => {
    const { text: characters, json } = messageSize({ text, blocks })
    return blocks.length <= mostBlocks - 1 && characters <= messageBudget.text && json <= messageBudget.json
  }
  while (!fits() && blocks.length > 2) {
    blocks.splice(-2, 1)
    cut += 1
  }
  if (cut > 0 && last)
    blocks.splice(-1, 0, { type: 'context', elements: [{ type: 'mrkdwn', text: say[locale].cut(cut) }] })
  return { text, blocks }
}

const say = bilingual({
  en: {
    cut: (n: number) =>
      `… and ${n} more parts, too long for one message. Ask for a part, such as \`by segment\` or one person.`,
  },
  ja: { cut: (n) => `…ほか${n}件は1通に収まらないため省略しました。範囲を絞ってください。` },
})
