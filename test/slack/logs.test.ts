import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'

/** In every secret, and in every name of the SSOT's rows. */
const mark = 'PLANTED'
const token = `xoxb-${mark}-token`
const secret = `${mark}-signing-secret`
const rep = 'ann@example.com'

let ssot: TestDatabase
let own: TestDatabase
let sandbox: SlackSandbox
let bot: ChildProcess
let base = ''
let log = ''

const withPassword = (url: string): string => url.replace(/\/\/postgres(:[^@]*)?@/, `//postgres:${mark}-password@`)
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

beforeAll(async () => {
  ssot = await createDatabase()
  own = await createDatabase('template0')
  await writeWorld(ssot, 'Asia/Tokyo', {
    accounts: [{ id: 'acme', name: `${mark} Account`, segment: `${mark} segment`, owner_id: 'ann', csm_id: 'cleo' }],
    opportunities: [
      { id: 'deal', name: `${mark} deal`, stage_id: 's1', close_date: '2026-01-01' },
      { id: 'won', name: `${mark} won`, stage_id: 'won', closed_at: '2026-11-02T09:00' },
    ],
  })
  sandbox = await createSlackSandbox({
    signingSecret: secret,
    botToken: token,
    people: [{ email: rep, name: 'Ann', role: 'rep' }],
    channels: [{ name: 'general' }],
  })
  const port = await freePort()
  const start = ['--import', 'tsx', fileURLToPath(new URL('../../src/cli.ts', import.meta.url)), 'start']
  bot = spawn(process.execPath, start, {
    env: {
      PATH: process.env.PATH,
      SSOT_URL: withPassword(ssot.url),
      DATABASE_URL: withPassword(own.url),
      SLACK_BOT_TOKEN: token,
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: sandbox.apiUrl,
      REVOPS_TIMEZONE: 'Asia/Tokyo',
      LOG_LEVEL: 'trace',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [bot.stdout, bot.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()))
  base = `http://127.0.0.1:${port}`
  sandbox.setBot({ eventsUrl: `${base}/slack/events` })
  const ready = () =>
    fetch(`${base}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    )
  while (!(await ready())) {
    if (bot.exitCode !== null) throw new Error(`the bot did not start: ${log}`)
    await sleep(100)
  }
}, 120_000)
afterAll(async () => {
  bot?.kill('SIGKILL')
  await sandbox?.close()
  await Promise.all([ssot?.drop(), own?.drop()])
})

const control = async (path: string, body: object): Promise<string> => {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(`${sandbox.url}/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).text()
}
const command = (text: string): Promise<string> =>
  control('command', { user: rep, channel: 'general', text: `/revops ${text}` })

it('no secret and nothing of a row is in the log, whatever goes wrong', async () => {
  // All is well: what is planted is answered, and not written down.
  expect(await command('accounts acme')).toContain(mark)
  for (const text of [
    'pipeline',
    'rows bookings this year csv',
    `kpi bookings where segment="${mark} segment"`,
    'nonsense',
  ]) {
    await command(text)
  }
  // A forged request, and Slack failing.
  const forged = {
    'x-slack-signature': `v0=${mark}`,
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)),
  }
  await fetch(`${base}/slack/events`, { method: 'POST', headers: forged, body: `text=${mark}` })
  await control('faults', { method: '*', kind: '500', times: 6 })
  await control('say', { user: rep, channel: 'general', text: '@RevOps pipeline' })
  await control('say', { user: rep, channel: 'dm', text: 'rows bookings this year csv' })
  // A view that cannot be computed names the row that it stumbled over.
  await ssot.query(`alter table ssot.opportunities rename to deals`)
  const columns = `id, name, account_id, owner_id, pipeline, type, stage_id, name::numeric as amount, created_at, close_date, closed_at, updated_at`
  await ssot.query(`create view ssot.opportunities as select ${columns} from ssot.deals`)
  await command('kpi bookings this year')
  await command('pipeline')
  // The databases go away.
  await ssot.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  // What was refused is written at once, and with it all that waits.
  await command('nonsense')
  await sleep(2_000)
  // A row that the bot's own tables do not take: PostgreSQL shows all of it.
  await own.query('alter table revops.audit add constraint nothing check (ms < 0) not valid')
  await command(`accounts ${mark}`)
  await command(`kpi ${mark}`)
  await expect.poll(() => log, { timeout: 20_000 }).toContain('who asked what could not be written down')
  // What the bot says of it is there, so that something was looked through.
  expect(log).toContain('"msg":"ready"')
  expect(log.split('\n').length).toBeGreaterThan(5)
  expect(log).not.toContain(mark)
}, 90_000)
