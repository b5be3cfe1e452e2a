import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { create, type RevOps } from '../../src/main.ts'
import { createCompanyDatabase } from '../support/company.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { runLog } from '../support/run-log/log.ts'
import { plantRows, plantSecrets } from '../support/run-log/plant.ts'

const rep = 'kenta.ishikawa@kazahana.example'
const executive = 'mariko.saeki@kazahana.example'

/** The whole product with an app-level token and no signing secret, so that nothing can come another way. */
let ssot: TestDatabase
let own: TestDatabase
let sandbox: SlackSandbox
let bot: RevOps

beforeAll(async () => {
  ssot = await createCompanyDatabase()
  own = await createDatabase('template0')
  sandbox = await createSlackSandbox({
    signingSecret: 'of no use here',
    botToken: 'xoxb-sandbox',
    appToken: 'xapp-1-A0SANDBOX1',
    people: [
      { email: rep, name: 'Kenta Ishikawa', role: 'rep' },
      { email: executive, name: '佐伯 真理子', role: 'executive' },
    ],
    channels: [{ name: 'general' }],
  })
  const config = loadConfig({
    SSOT_URL: ssot.url,
    DATABASE_URL: own.url,
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_APP_TOKEN: 'xapp-1-A0SANDBOX1',
    SLACK_API_URL: sandbox.apiUrl,
    LOG_LEVEL: 'silent',
  })
  const names = ['revenue', 'sales-alerts', 'marketing-alerts', 'cs-alerts', 'ops']
  const channels = Object.fromEntries(names.map((name) => [name, 'C000000001']))
  plantSecrets(config)
  await plantRows(ssot)
  bot = await create({ ...config, port: 0, business: { ...config.business, channels } }, { log: runLog() })
}, 90_000)
afterAll(async () => {
  await bot?.stop()
  await sandbox?.close()
  await Promise.all([ssot?.drop(), own?.drop()])
}, 60_000)

interface Answer {
  readonly ok: boolean
  readonly error?: string
  readonly ts?: string
  readonly messages: readonly { readonly text: string; readonly ephemeral: boolean; readonly ts: string }[]
  readonly view?: { readonly id: string }
  readonly errors?: Readonly<Record<string, string>>
}
async function control(path: string, body: object): Promise<Answer> {
  const reply = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await reply.json()) as Answer
}
const command = (text: string, user = rep) => control('command', { user, channel: 'general', text })
const connections = async (): Promise<readonly { readonly id: string; readonly leaving: boolean }[]> => {
  const reply = await fetch(`${sandbox.url}/sandbox/socket`)
  return (await reply.json()) as { id: string; leaving: boolean }[]
}
/** What the bot says below a message. */
const repliesTo = (ts: string | undefined) =>
  sandbox.workspace.messages.all.filter(({ thread_ts, onlyFor }) => thread_ts === ts && onlyFor !== null)
/** A mention of the bot below a message of somebody's. */
async function mention(text: string): Promise<string | undefined> {
  const { ts } = await control('say', { user: rep, channel: 'general', text: 'how are we doing?' })
  await control('say', { user: rep, channel: 'general', text: `@RevOps ${text}`, thread_ts: ts })
  return ts
}

it('answers a command, to the asker alone', async () => {
  expect(bot.port).toBeUndefined()
  const answer = await command('pipeline')
  expect(answer.messages).toMatchObject([{ ephemeral: true, text: expect.stringContaining('Kenta Ishikawa') }])
})

it('hears a button', async () => {
  const [answer] = (await command('kpi win_rate last quarter')).messages
  const click = { user: rep, channel: 'general', ts: answer?.ts, action_id: 'share' }
  expect((await control('click', click)).messages.map(({ text }) => text)).toContain('Shared in this channel.')
  expect(sandbox.messages('general').filter(({ ephemeral }) => !ephemeral)).toMatchObject([
    { text: expect.stringContaining('Win rate') },
  ])
})

it('answers a form with what is wrong, field by field, in the acknowledgement', async () => {
  const { view } = await command('alerts new', executive)
  // The form takes the place of a view that says it is on its way.
  await expect.poll(() => JSON.stringify(sandbox.workspace.view(view?.id ?? ''))).toContain('"type":"input"')
  const values = { metric: { chosen: { selected_option: { value: 'win_rate' } } } }
  const submitted = await control('submit', { user: executive, view_id: view?.id, values })
  expect(submitted).toMatchObject({
    ok: true,
    response_action: 'errors',
    errors: { value: expect.stringMatching(/./) },
  })
})

it('answers a mention once', async () => {
  const ts = await mention('bookings last quarter')
  await expect.poll(() => repliesTo(ts).length).toBe(1)
  expect(repliesTo(ts)[0]?.text).toBe((await command('bookings last quarter')).messages[0]?.text)
})

it('loses nothing while Slack renews a connection: the other hears it', async () => {
  for (const disconnect of ['warning', 'refresh_requested']) {
    await expect.poll(async () => (await connections()).map(({ leaving }) => leaving)).toEqual([false, false])
    const before = (await connections()).map(({ id }) => id)
    expect((await control('socket', { disconnect })).ok).toBe(true)
    const ts = await mention('help')
    for (let asked = 0; asked < 5; asked += 1) expect(await command('help')).toMatchObject({ ok: true })
    await expect.poll(() => repliesTo(ts).length).toBe(1)
    // It comes back by itself, as another connection.
    await expect.poll(async () => (await connections()).filter(({ id }) => !before.includes(id)).length).toBe(1)
  }
}, 120_000)

it('says so to the person when there is no connection at all', async () => {
  await bot.stop()
  await expect.poll(connections).toEqual([])
  expect(await command('help')).toMatchObject({ ok: false, error: 'dispatch_failed' })
}, 60_000)
