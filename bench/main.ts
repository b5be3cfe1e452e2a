/** `npm run bench`: what was promised of speed and memory, measured on this machine in one run of about three minutes. */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { chartBench } from './charts.ts'
import { firstBench } from './first.ts'
import { idleBench } from './idle.ts'
import type { BenchRow } from './row.ts'
import { sharedBench } from './shared.ts'
import { prepare, type Surroundings } from './surroundings.ts'
import { tableOf } from './table.ts'

const load = (): string => (loadavg()[0] ?? 0).toFixed(1)
const parts: readonly ((surroundings: Surroundings) => Promise<BenchRow[]>)[] = [
  sharedBench,
  firstBench,
  chartBench,
  idleBench,
]

const before = load()
const surroundings = await prepare()
const rows: BenchRow[] = []
try {
  for (const part of parts) rows.push(...(await part(surroundings)))
} finally {
  await surroundings.stop()
}
console.log(`${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}`)
console.log(`load average ${before} before, ${load()} after; medians of interleaved runs, unless said otherwise\n`)
console.log(tableOf(rows))
