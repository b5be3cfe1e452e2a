/** Draws chart specs in worker threads: one takes tens of milliseconds, which the main loop does not have. */
import { Tinypool } from 'tinypool'
import { type ChartSpec, chartSpec } from '../blocks/chart.ts'

export interface ChartRenderer {
  /** A PNG. Rejects with a ZodError for a bad spec, or with what went wrong while drawing. */
  render(spec: ChartSpec): Promise<Buffer>
  /** Stops the threads; charts still waiting are rejected. */
  close(): Promise<void>
}

export interface ChartRendererOptions {
  /** Charts drawn at the same time; 2 when absent. */
  threads?: number
  /** Milliseconds without work after which a thread ends and gives its memory back; 5,000 when absent. */
  idleTimeout?: number
  /** Milliseconds from request to picture; 30,000 when absent. A thread that takes longer is ended. */
  timeout?: number
  /** Module whose default export draws one spec; ours when absent. */
  worker?: URL
}

/** Threads start with the first chart, not before. */
export function createChartRenderer(options: ChartRendererOptions = {}): ChartRenderer {
  const { threads = 2, idleTimeout = 5_000, timeout = 30_000, worker = entry() } = options
  // Between charts the threads return to their event loop rather than block on shared memory (`useAtomics`): pixels
  // that were read back are only given free from there. Blocking, 200 charts kept 500 MB for good.
  const pool = new Tinypool({ filename: worker, minThreads: 0, maxThreads: threads, idleTimeout, useAtomics: false })
  // A thread that dies between charts, or before its first, has no promise of its own to reject. Those that wait
  // for it would wait until their time is up; without a listener the process would end.
  pool.on('error', () => pool.cancelPendingTasks())
  return {
    async render(spec) {
      const png: Uint8Array = await pool.run(chartSpec.parse(spec), { signal: AbortSignal.timeout(timeout) })
      return Buffer.from(png.buffer, png.byteOffset, png.byteLength)
    },
    close: () => pool.destroy(),
  }
}

function entry(): URL {
  const fromSources = import.meta.url.endsWith('.ts')
  return new URL(fromSources ? './worker-from-sources.mjs' : './worker.js', import.meta.url)
}
