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
  /** Milliseconds that one chart may take, start of a thread included; 20,000 when absent. Then its thread is ended. */
  timeout?: number
  /** Module whose default export draws one spec; ours when absent. */
  worker?: URL
}

/** Threads start with the first chart, not before. */
export function createChartRenderer(options: ChartRendererOptions = {}): ChartRenderer {
  const { threads = 2, idleTimeout = 5_000, timeout = 20_000, worker = entry() } = options
  // Between charts the threads return to their event loop rather than block on shared memory (`useAtomics`): pixels
  // that were read back are only given free from there. Blocking, 200 charts kept 500 MB for good.
  const pool = new Tinypool({ filename: worker, minThreads: 0, maxThreads: threads, idleTimeout, useAtomics: false })
  // A thread that dies between charts, or before its first, has no promise of its own to reject. The chart that
  // waits for it would wait until its time is up; without a listener the process would end.
  pool.on('error', () => pool.cancelPendingTasks())
  const turns = turnsFor(threads)
  let closed = false
  return {
    async render(spec) {
      const task = chartSpec.parse(spec)
      return await turns(async () => {
        if (closed) throw new Error('The chart renderer is closed')
        const late = new AbortController()
        const timer = setTimeout(() => late.abort(), timeout)
        try {
          const png: Uint8Array = await pool.run(task, { signal: late.signal })
          return Buffer.from(png.buffer, png.byteOffset, png.byteLength)
        } finally {
          // A chart that was given up before is no longer in the pool's queue; to end it then would end the process.
          clearTimeout(timer)
        }
      })
    },
    async close() {
      closed = true
      await pool.destroy()
    },
  }
}

/**
 * At most `count` at a time, in order. The pool has a queue of its own, but what stands in it when the last thread
 * dies stays there until another task comes.
 */
function turnsFor(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

function entry(): URL {
  const fromSources = import.meta.url.endsWith('.ts')
  return new URL(fromSources ? './worker-from-sources.mjs' : './worker.js', import.meta.url)
}
