/** A spec on a canvas, as PNG. Runs in worker threads, and takes its time. */

import type { Canvas } from 'canvas'
import type { ChartConfiguration, Plugin } from 'chart.js'
import nodeCanvas from 'chartjs-node-canvas'
import type { ChartSpec } from '../blocks/chart.ts'
import { barsDrawing } from './bars.ts'
import type { Drawing } from './drawing.ts'
import { registerFonts } from './fonts.ts'
import { funnelDrawing } from './funnel.ts'
import { encodePng } from './png.ts'
import { WIDTH } from './theme.ts'
import { trendDrawing } from './trend.ts'
import { waterfallDrawing } from './waterfall.ts'

/** The spec has been checked by `chartSpec`. */
export function draw(spec: ChartSpec): Buffer {
  registerFonts()
  const { height, config } = drawingOf(spec)
  return renderPng(height, config)
}

/** What Chart.js is asked to draw: the whole of it, so that it can be measured against a stock renderer. */
export function drawingOf(spec: ChartSpec): Drawing {
  switch (spec.kind) {
    case 'trend':
      return trendDrawing(spec)
    case 'bars':
      return barsDrawing(spec)
    case 'funnel':
      return funnelDrawing(spec)
    case 'waterfall':
      return waterfallDrawing(spec)
  }
}

const { ChartJSNodeCanvas } = nodeCanvas
const renderers = new Map<number, InstanceType<typeof ChartJSNodeCanvas>>()

function renderPng(height: number, config: ChartConfiguration): Buffer {
  // Every instance loads a copy of Chart.js for itself: one for each size, and no more.
  const renderer = renderers.get(height) ?? new ChartJSNodeCanvas({ width: WIDTH, height })
  renderers.set(height, renderer)
  let canvas: Canvas | undefined
  const keep: Plugin = {
    id: 'keep',
    beforeInit: (chart) => {
      canvas = chart.canvas as unknown as Canvas
      // The method that the renderer calls when the chart is drawn.
      canvas.toBuffer = pngOf
    },
  }
  try {
    return renderer.renderToBufferSync({ ...config, plugins: [keep, ...(config.plugins ?? [])] })
  } finally {
    release(canvas)
  }
}

function pngOf(this: Canvas): Buffer {
  const { width, height } = this
  return encodePng(this.getContext('2d').getImageData(0, 0, width, height).data, width, height)
}

/** The pixels live outside the heap, where the garbage collector does not see how much there is to gain. */
function release(canvas: Canvas | undefined): void {
  if (!canvas) return
  canvas.width = 1
  canvas.height = 1
}
