/**
 * `npm run bench:large`: the speed promised on a generated SSOT of 1,000,000 opportunities, 5,000,000 versions of them and
 * 2,000,000 leads (`--scale 1`), and the memory of a bot over it. `--part <name>`, once or more, measures that alone. With `--stay` the database stays up afterwards, for a look
 * at its plans, until the run is interrupted.
 */
import { once } from 'node:events'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { tableOf } from '../table.ts'
import { openAsker } from './asker.ts'
import { clusterSettings, createDatabase, startCluster } from './cluster.ts'
import { type Filled, fill } from './fill.ts'
import { isPart, parts } from './parts.ts'
import { openPool } from './race.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    part: { type: 'string', multiple: true, default: Object.keys(parts) },
    stay: { type: 'boolean', default: false },
  },
})
const scale = Number(values.scale)
if (!(scale > 0 && scale <= 10)) throw new Error('--scale is a number such as 0.01: 1 is a million opportunities')
const chosen = values.part.filter(isPart)
if (chosen.length < values.part.length) throw new Error(`--part is one of ${Object.keys(parts).join(', ')}`)

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
  for (const part of chosen) {
    tell(`${part}, load average ${load()}`)
    tell(`${tableOf(await parts[part]({ asker, pool, large, small, tell }))}\n`)
  }
  await Promise.all([asker.close(), pool.end()])
  tell(`load average ${load()} after`)
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
