import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres } from '../../sandbox/postgres.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { runFuzz } from './run.ts'

const usage = 'npm run fuzz -- --texts <n> --answers <n> --long <n> --seed <n>'

const given = parseArgs({
  options: {
    texts: { type: 'string', default: '100000' },
    answers: { type: 'string', default: '4000' },
    long: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
}).values

const count = z.coerce.number().int().min(1)
const asked = z.object({ texts: count, answers: count, long: count, seed: z.coerce.number().int() }).safeParse(given)
if (!asked.success) {
  console.error(`${usage}\n${z.prettifyError(asked.error)}`)
  process.exit(2)
}

const postgres = await startPostgres()
const client = new pg.Client(postgres.url())
try {
  await client.connect()
  await client.query(contractDdl('ssot'))
  const database = { url: postgres.url(), query: (text: string, values?: unknown[]) => client.query(text, values) }
  const began = performance.now()
  const { faults, ...counts } = await runFuzz({ database, ...asked.data })
  for (const each of faults) console.log(each)
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log({ seed: asked.data.seed, ...counts, faults: faults.length, seconds })
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await client.end()
  await postgres.stop()
}
