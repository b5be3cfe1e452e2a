import { clip, context as contextBlock, section } from '../blocks/build.ts'
import type { ChartSpec } from '../blocks/chart.ts'
import { limits, messageBudget } from '../blocks/limits.ts'
import { nativeChart } from '../blocks/native-chart.ts'
import { messageSize } from '../blocks/size.ts'
import { textChart } from '../blocks/text-chart.ts'
import type { Block } from '../blocks/types.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { shortened } from './shortened.ts'
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

/** Cuts a message to Slack's limits from its end, keeping its last line (the provenance) and buttons, and says that it did. */
export function fitted(message: SlackMessage, locale: Locale): SlackMessage {
  const text = clip(message.text, mostText)
  const blocks = message.blocks.flatMap(shortened)
  const kept = blocks.at(-1)?.type === 'actions' ? 2 : 1
  let cut = 0
  const whole = (): SlackMessage => {
    const note = contextBlock([say[locale].cut(cut)])
    return { text, blocks: cut > 0 ? [...blocks.slice(0, -kept), note, ...blocks.slice(-kept)] : blocks }
  }
  while (!fits(whole()) && blocks.length > kept + 1) {
    blocks.splice(-kept - 1, 1)
    cut += 1
  }
  return whole()
}

const mostText = 3_000

function fits(message: SlackMessage): boolean {
  const { text, json } = messageSize(message)
  return message.blocks.length <= limits.blocks.message && text <= messageBudget.text && json <= messageBudget.json
}

const say = bilingual({
  en: {
    cut: (n: number) =>
      `… and ${n} more ${n === 1 ? 'part' : 'parts'}, too long for one message. Ask for less: a shorter period, or one person.`,
  },
  ja: { cut: (n) => `…ほか${n}件は1通に収まらないため省略しました。期間や担当者を絞ってください。` },
})
