/**
 * `npm run bench:large`: the speed promised on a generated SSOT of 1,000,000 opportunities, 5,000,000 versions of them and
 * 2,000,000 leads (`--scale 1`), and the memory of a bot over it. `--alerts` measures the rules and backtests alone. With `--stay` the database stays up afterwards, for a look
 * at its plans, until the run is interrupted.
 */
import { once } from 'node:events'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { BenchRow } from '../row.ts'
import { tableOf } from '../table.ts'
import { openAsker } from './asker.ts'
import { backtestBench } from './backtests.ts'
import { clusterSettings, createDatabase, startCluster } from './cluster.ts'
import { composeBench } from './compose.ts'
import { type Filled, fill } from './fill.ts'
import { raceKpis } from './kpis.ts'
import { memoryBench } from './memory.ts'
import { openPool } from './race.ts'
import { healthBench, rulesBench } from './rules.ts'
import { scorecardBench } from './scorecards.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    alerts: { type: 'boolean', default: false },
    stay: { type: 'boolean', default: false },
  },
})
const scale = Number(values.scale)
if (!(scale > 0 && scale <= 10)) throw new Error('--scale is a number such as 0.01: 1 is a million opportunities')

const load = (): string => loadavg()[0]?.toFixed(1) ?? ''
const tell = (line: string): void => console.log(line)
const filled = ({ name, rows, seconds }: Filled): void =>
  tell(`${name.padEnd(22)}${(rows?.toLocaleString('en') ?? '').padStart(10)}${`${seconds.toFixed(1)} s`.padStart(10)}`)

tell(`${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load average ${load()}`)
tell(`PostgreSQL with ${clusterSettings.join(' ')}, nothing kept for a crash\n`)
const cluster = await startCluster()
try {
  const large = await createDatabase(cluster, 'large')
  const small = await createDatabase(cluster, 'small')
  const began = performance.now()
  await fill(large, scale, filled)
  tell(`loaded at scale ${scale} in ${((performance.now() - began) / 1_000).toFixed(0)} s, load average ${load()}\n`)
  await fill(small, scale / 100)

  const asker = await openAsker(large)
  const pool = openPool(large)
  const rows: BenchRow[] = []
  if (!values.alerts) {
    await raceKpis(asker, pool, tell)
    tell(`medians of rounds in turns, load average ${load()}\n`)
    rows.push(await composeBench(asker), ...(await scorecardBench(asker)))
  }
  rows.push(await rulesBench(asker, pool), await healthBench(asker, pool), ...(await backtestBench(asker)))
  await Promise.all([asker.close(), pool.end()])
  if (!values.alerts) rows.push(await memoryBench(small, large))
  tell(tableOf(rows))
  tell(`\nload average ${load()} after`)
  if (values.stay) {
    tell(`the company is at ${large} until this is interrupted`)
    // Waiting for a signal alone keeps no process alive.
    const alive = setInterval(() => undefined, 60_000)
    await once(process, 'SIGINT')
    clearInterval(alive)
  }
} finally {
  await cluster.stop()
}
