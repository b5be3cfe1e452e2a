import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { altText } from '../blocks/chart-alt.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Message } from '../define/message.ts'
import type { Log } from '../log.ts'
import type { Pictures } from '../present/post.ts'

const uploaded = z.object({ files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })) })

/**
 * Waits for Slack to have processed a picture, each before an attempt: sooner than the first it never has, and would refuse
 * what holds it and have the SDK warn of it. After the last it goes without pictures.
 */
export const pictureWaitsMs = [300, 700, 1_500, 3_000]

/** Draws a message's charts and gives them to Slack. What cannot be drawn or uploaded is left out, and logged. */
export async function uploadPictures(
  client: WebClient,
  renderer: ChartRenderer,
  message: Pick<Message, 'charts'>,
  log: Log,
): Promise<Pictures> {
  const pictures = new Map<number, string>()
  for (const [index, spec] of message.charts.entries()) {
    try {
      const file = await renderer.render(spec)
      const answer = await client.filesUploadV2({
        file,
        filename: `chart-${index + 1}.png`,
        title: spec.title,
        alt_text: altText(spec).slice(0, 1_000),
      })
      const id = uploaded.parse(answer).files[0]?.files[0]?.id
      if (id !== undefined) pictures.set(index, id)
    } catch (error) {
      log.warn({ err: error, chart: spec.kind }, 'a chart is posted without its picture')
    }
  }
  return pictures
}
