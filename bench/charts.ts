/** Charts: threads against stock chartjs-node-canvas on the main thread, each in a fresh process of its own. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ChartRun } from './charts-run.ts'
import type { BenchRow } from './row.ts'

const RATIO = 1.4
const DELAY_MS = 10
const RSS_MB = 180

/** Pairs of runs, one after the other: whatever else the machine does then weighs on both. */
const PAIRS = 3

/** About 40 seconds. */
export async function chartBench(): Promise<BenchRow[]> {
  const pairs: { stock: ChartRun; ours: ChartRun; ratio: number }[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    const stock = await run('stock')
    const ours = await run('threads')
    pairs.push({ stock, ours, ratio: ours.perSecond / stock.perSecond })
  }
  const rested = await run('threads', 'rest')
  const [median] = pairs.sort((a, b) => a.ratio - b.ratio).slice(Math.floor(PAIRS / 2))
  if (!median) throw new Error('no run was measured')
  const { stock, ours, ratio } = median
  const rates = `${ours.perSecond.toFixed(1)}/s against ${stock.perSecond.toFixed(1)}/s`
  return [
    {
      name: 'charts drawn, × stock rendering',
      value: `${ratio.toFixed(2)} (${rates})`,
      target: `>= ${RATIO}`,
      met: ratio >= RATIO,
    },
    {
      name: 'event loop p99 while 200 charts are drawn',
      value: `${ours.delayMs.toFixed(1)} ms (stock ${stock.delayMs.toFixed(0)} ms)`,
      target: `< ${DELAY_MS} ms`,
      met: ours.delayMs < DELAY_MS,
    },
    {
      name: 'memory after 200 charts and a rest',
      value: `${rested.rssMb.toFixed(0)} MB (${ours.rssMb.toFixed(0)} MB without the rest)`,
      target: `< ${RSS_MB} MB`,
      met: rested.rssMb < RSS_MB,
    },
  ]
}

async function run(way: 'stock' | 'threads', ...rest: string[]): Promise<ChartRun> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const child = fork(fileURLToPath(new URL(`./charts-run.${extension}`, import.meta.url)), [way, ...rest])
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`charts-run ${way} ended with ${code}`)))
  const [result] = await Promise.race([once(child, 'message'), ended])
  return result
}
