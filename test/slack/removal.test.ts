import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { createClients } from '../../src/slack/clients.ts'
import { endsToken, type Removal } from '../../src/slack/removal.ts'
import { control } from '../sandbox/server/fake-bot.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
let sandbox: SlackSandbox
beforeAll(async () => {
  sandbox = await createSlackSandbox({ signingSecret: 's', botToken: 'xoxb-sandbox', people: [], channels: [] })
})
afterAll(() => sandbox.close())

const began = Temporal.Instant.from('2026-11-16T09:00:00Z')
const news = (seconds: number, fields: Partial<Removal> = {}): Removal => ({
  event: 'app_uninstalled',
  bot: true,
  teamId: undefined,
  enterpriseId: undefined,
  isEnterpriseInstall: false,
  at: began.add({ seconds }),
  ...fields,
})
const client = () =>
  createClients(loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl }), quiet).read
const ends = (removal: Removal) => endsToken(removal, client(), began, 1)
const looks = () => sandbox.log().filter(({ method }) => method === 'auth.test').length

test('news of before this start, and of what a person had granted, ends nothing', async () => {
  expect(await ends(news(-60))).toBe(false)
  expect(await ends(news(60, { event: 'tokens_revoked', bot: false }))).toBe(false)
  expect(looks()).toBe(0)
})

test('while the token goes on working nothing ends', async () => {
  expect(await ends(news(60))).toBe(false)
  expect(await ends(news(60, { at: undefined }))).toBe(false)
  expect(looks()).toBe(4)
})

test('a removal ends it, also where Slack says so a moment early or cannot be asked', async () => {
  // The SDK tries a read three times by itself.
  sandbox.faults.add('auth.test', '500', 3)
  expect(await ends(news(60))).toBe(true)
  sandbox.faults.clear()
  const early = endsToken(news(60), client(), began, 300)
  await expect.poll(looks).toBe(8)
  await control(sandbox, 'uninstall', { events: [] })
  expect(await early).toBe(true)
  expect(await ends(news(60))).toBe(true)
})
