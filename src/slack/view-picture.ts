import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { image } from '../blocks/build.ts'
import type { ChartSpec } from '../blocks/chart.ts'
import { altText } from '../blocks/chart-alt.ts'
import type { ImageBlock } from '../blocks/types.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Log } from '../log.ts'
import { pictureWaitsMs, uploadPictures } from './pictures.ts'

export interface PictureParts {
  readonly post: WebClient
  readonly renderer: ChartRenderer
  readonly log: Log
}

/** How Slack refuses a view, as one with a picture that it still processes. */
const tooEarly = ['invalid_arguments', 'invalid_blocks']

/** Draws a chart and shows its picture once Slack has processed it; where that fails, what is there stays. Never throws. */
export async function showPicture(
  chart: ChartSpec,
  show: (picture: ImageBlock) => Promise<unknown>,
  { post, renderer, log }: PictureParts,
): Promise<void> {
  const pictures = await uploadPictures(post, renderer, { charts: [chart] }, log)
  const id = pictures.get(0)
  if (id === undefined) return
  for (const wait of pictureWaitsMs) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    try {
      await show(image({ file: { id } }, altText(chart)))
      return
    } catch (error) {
      if (error instanceof WebAPIPlatformError && tooEarly.includes(error.data.error)) continue
      // Closed or changed by now, most of the time.
      log.info({ err: error }, 'a view keeps its chart as text')
      return
    }
  }
}
