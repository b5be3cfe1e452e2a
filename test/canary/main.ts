import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres } from '../../sandbox/postgres.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { runCanary } from './run.ts'

const usage = 'npm run canary -- --questions <n> --seed <n>'

const given = parseArgs({
  options: { questions: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
}).values

const asked = z.object({ questions: z.coerce.number().int().min(1), seed: z.coerce.number().int() }).safeParse(given)
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
  const { leaks, failures, ...counts } = await runCanary({ database, ...asked.data })
  for (const each of [...leaks, ...failures]) console.log(each)
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log({ ...asked.data, ...counts, leaks: leaks.length, failures: failures.length, seconds })
  process.exitCode = leaks.length + failures.length === 0 ? 0 : 1
} finally {
  await client.end()
  await postgres.stop()
}
