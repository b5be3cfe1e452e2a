import { image } from '../blocks/build.ts'
import { altText } from '../blocks/chart-alt.ts'
import { nativeChart } from '../blocks/native-chart.ts'
import type { Block } from '../blocks/types.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { chartAsText, fitted, type SlackMessage } from './surface.ts'

/** Files that Slack holds for a message's charts, by the chart's index; a chart without one falls down the ladder. */
export type Pictures = ReadonlyMap<number, string>

/** A posted message: each chart as its picture, else Slack's own chart, else text. A picture never sinks a message. */
export function forPost(message: Message, pictures: Pictures, locale: Locale): SlackMessage {
  let native = 0
  const blocks = message.blocks.map((block): Block => {
    if (block.type !== 'chart') return block
    const spec = message.charts[block.chart]
    const file = pictures.get(block.chart)
    if (spec && file !== undefined) return image({ file: { id: file } }, altText(spec))
    const drawn = spec && native < 2 ? nativeChart(spec) : undefined
    if (drawn) native += 1
    return drawn ?? chartAsText(spec)
  })
  return fitted({ text: message.text, blocks }, locale)
}
