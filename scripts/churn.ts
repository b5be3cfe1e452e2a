/**
 * `npm run churn`: the shipped churn-risk rule held against the customers that left, by `revops backtest`, in sample companies
 * that the generator's setting was not chosen on. Other companies as `npm run churn -- <start>/<seed> …`. One row each.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { generateCompany } from '../sandbox/company/index.ts'
import { type OwnPostgres, startPostgres } from '../sandbox/postgres.ts'
import { contractDdl } from '../src/ssot/ddl.ts'

/** Named before any of them was looked at: other seeds at one start, and the demo's seed at other starts. */
const heldOut = [
  ...[101, 102, 103, 104, 105].map((seed) => `2026-11-21T13:00:00Z/${seed}`),
  ...['2026-02-16', '2026-06-30', '2026-10-05', '2027-01-12', '2027-03-31'].map((day) => `${day}T02:00:00Z/3`),
]

const answer = z.object({
  now: z.array(z.unknown()),
  foretold: z.object({
    judged: z.int(),
    right: z.int(),
    lapses: z.int(),
    caught: z.int(),
    medianLeadDays: z.number().nullable(),
  }),
})

const heading = 'start seed judged right precision lost caught recall lead firing'.split(' ')
const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

const named = process.argv.slice(2)
const totals = { judged: 0, right: 0, lapses: 0, caught: 0 }
const postgres = await startPostgres()
try {
  console.log(line(heading))
  console.log(line(heading.map(() => '---')))
  for (const [index, company] of (named.length > 0 ? named : heldOut).entries()) {
    const [start = '', seed = ''] = company.split('/')
    if (!/^\d+$/.test(seed)) throw new Error(`${company}: expected <start>/<seed>, such as ${heldOut[0]}`)
    const url = await loaded(postgres, `company_${index}`, Temporal.Instant.from(start), Number(seed))
    const { foretold, now } = await backtested(url, start)
    const { judged, right, lapses, caught, medianLeadDays } = foretold
    for (const key of ['judged', 'right', 'lapses', 'caught'] as const) totals[key] += foretold[key]
    const shares = [judged, right, share(right, judged), lapses, caught, share(caught, lapses)]
    console.log(line([start, seed, ...shares, medianLeadDays ?? '–', now.length]))
  }
  const { judged, right, lapses, caught } = totals
  console.log(
    line(['together', '', judged, right, share(right, judged), lapses, caught, share(caught, lapses), '', '']),
  )
} finally {
  await postgres.stop()
}

async function loaded(server: OwnPostgres, name: string, start: Temporal.Instant, seed: number): Promise<string> {
  const admin = new pg.Client(server.url())
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const client = new pg.Client(server.url(name))
  await client.connect()
  await client.query(contractDdl('ssot'))
  await generateCompany({ start, seed }).load(client, 'ssot', start)
  await client.end()
  return server.url(name)
}

async function backtested(url: string, at: string): Promise<z.infer<typeof answer>> {
  const asked = ['run', '-s', 'revops', '--', 'backtest', 'churn-risk', '--days', '180', '--at', at, '--json']
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, SSOT_URL: url, REVOPS_TIMEZONE: 'Asia/Tokyo' }
  const { stdout } = await promisify(execFile)('npm', asked, { env, maxBuffer: 1e8 })
  return answer.parse(JSON.parse(stdout))
}
