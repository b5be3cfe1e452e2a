import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createDirectChannels } from '../../src/slack/direct.ts'
import { runLog } from '../support/run-log/log.ts'

let sandbox: SlackSandbox
let directOf: (email: string) => Promise<string | undefined>

beforeAll(async () => {
  sandbox = await createSlackSandbox({
    port: 0,
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    people: [{ email: 'ann@example.com', name: 'Ann', role: 'rep' }],
    channels: [{ name: 'sales' }],
  })
  const config = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl })
  directOf = createDirectChannels(createClients(config, runLog()).read)
})
afterAll(() => sandbox.close())

const asked = async (): Promise<number> => {
  const log = (await (await fetch(`${sandbox.url}/sandbox/log`)).json()) as { method: string }[]
  return log.filter(({ method }) => method === 'conversations.open').length
}

it('what Slack cannot say just now is thrown, to be tried again, and not remembered', async () => {
  await fetch(`${sandbox.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'users.lookupByEmail', kind: '429', times: 1 }),
  })
  await expect(directOf('ann@example.com')).rejects.toThrow()
  expect(await directOf('ann@example.com')).toMatch(/^D/)
})

it('somebody’s direct messages are opened once', async () => {
  const before = await asked()
  const found = await Promise.all([directOf('ann@example.com'), directOf('ann@example.com')])
  expect(new Set(found).size).toBe(1)
  expect([before, await asked()]).toEqual([1, 1])
})

it('an e-mail that became somebody else’s is theirs a minute later', async () => {
  const config = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl })
  const { read } = createClients(config, runLog())
  const ann = await createDirectChannels(read)('ann@example.com')
  const [soon, later] = [createDirectChannels(read), createDirectChannels(read, 0)]
  for (const find of [soon, later]) expect(await find('ann@example.com')).toBe(ann)
  read.users.lookupByEmail = async () => ({ ok: true, user: { id: 'U0BOB' } })
  read.conversations.open = async () => ({ ok: true, channel: { id: 'D0BOB' } })
  expect(await soon('ann@example.com')).toBe(ann)
  expect(await later('ann@example.com')).toBe('D0BOB')
})

it.each(['nobody@example.com', ''])('“%s” is nobody', async (email) => {
  expect(await directOf(email)).toBeUndefined()
})
