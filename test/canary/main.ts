import { parseArgs } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres } from '../../sandbox/postgres.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { type Axes, kept } from './axes.ts'
import { runCanary } from './run.ts'
import { runOverSlack } from './slack/run.ts'

const usage = 'npm run canary -- --questions <n> --rounds <n> --seed <n> [--axes <name,…>]'

const given = parseArgs({
  options: {
    questions: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    axes: { type: 'string', default: '' },
  },
}).values

const count = z.coerce.number().int().min(0)
const names = Object.keys(kept) as (keyof Axes)[]
const listed = z
  .string()
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.enum(names)))
const asked = z
  .object({ questions: count, rounds: count, seed: z.coerce.number().int(), axes: listed })
  .safeParse(given)
if (!asked.success) {
  console.error(`${usage}\n${z.prettifyError(asked.error)}`)
  process.exit(2)
}

const postgres = await startPostgres(['max_connections=200'])
const admin = new pg.Client(postgres.url())
let serial = 0

/** One after the other, over one connection. */
let ordered: Promise<unknown> = Promise.resolve()
const order = (statement: string): Promise<unknown> => {
  ordered = ordered.then(() => admin.query(statement))
  return ordered
}

/** A database of its own, from a template. */
async function createDatabase(template: string) {
  serial += 1
  const name = `canary_${serial}`
  await order(`create database ${name} template ${template}`)
  const client = new pg.Client(postgres.url(name))
  await client.connect()
  return {
    url: postgres.url(name),
    query: (text: string, values?: unknown[]) => client.query(text, values),
    async drop() {
      await client.end()
      await order(`drop database ${name} with (force)`)
    },
  }
}

try {
  await admin.connect()
  await admin.query('create database contract')
  const contract = new pg.Client(postgres.url('contract'))
  await contract.connect()
  await contract.query(contractDdl('ssot'))
  await contract.end()
  const databases = { ssot: () => createDatabase('contract'), own: () => createDatabase('template0') }
  const began = performance.now()
  const database = await databases.ssot()
  const { questions, rounds, seed } = asked.data
  const axes: Axes = { ...kept, ...Object.fromEntries(asked.data.axes.map((name) => [name, true])) }
  const { leaks, failures, ...counts } = await runCanary({ database, questions, seed, axes })
  const slack = await runOverSlack(databases, rounds, seed, axes)
  await database.drop()
  const wrong = [...leaks, ...failures, ...slack.leaks, ...slack.failures]
  for (const each of wrong) console.log(each)
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log({
    ...asked.data,
    ...counts,
    slack: { ...slack, leaks: slack.leaks.length, failures: slack.failures.length },
    wrong: wrong.length,
    seconds,
  })
  process.exitCode = wrong.length === 0 ? 0 : 1
} finally {
  await admin.end()
  await postgres.stop()
}
