import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRateLimiter } from '../../../sandbox/server/rate.ts'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { clientOf, control, people } from './fake-bot.ts'

let sandbox: SlackSandbox
let now = '2026-11-19T00:00:00Z'
const moves: string[] = []

beforeAll(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    people,
    channels: [{ id: 'C1', name: 'sales' }],
    onClock: {
      now: () => now,
      async set(at) {
        moves.push(`to ${at}`)
        await clientOf(sandbox).chat.postMessage({ channel: 'C1', text: `due before ${at}` })
        now = at
        moves.push(`at ${at}`)
      },
    },
  })
})
afterAll(() => sandbox.close())

test('people are listed with id, e-mail, name and role', async () => {
  const [rep] = (await control(sandbox, 'people')) as unknown as Record<string, unknown>[]
  expect(rep).toMatchObject({ id: 'U000000001', email: 'rep@example.com', name: 'Rin Rep', role: 'rep' })
})

test('moving the clock answers when what fell due has been posted; two moves do not mix', async () => {
  const at = (day: number) => `2026-11-${day}T00:00:00Z`
  const moved = await Promise.all([20, 21].map((day) => control(sandbox, 'clock', { at: at(day) })))
  expect(moved).toMatchObject([{ ok: true }, { ok: true, at: at(21), busy: false }])
  expect(moves).toEqual([`to ${at(20)}`, `at ${at(20)}`, `to ${at(21)}`, `at ${at(21)}`])
  const messages = (await control(sandbox, 'messages?channel=sales')) as unknown as { text: string; at: string }[]
  expect(messages).toMatchObject([
    { text: `due before ${at(20)}`, at: '2026-11-19T00:00:00Z' },
    { text: `due before ${at(21)}`, at: at(20) },
  ])
})

test('without a bot a command fails as it would with the bot away', async () => {
  const answer = await control(sandbox, 'command', { user: 'rep@example.com', channel: '#sales', text: 'help' })
  expect(answer).toMatchObject({ ok: false, error: 'dispatch_failed', messages: [{ ephemeral: true }] })
})

test.each([
  ['an unknown person', 'command', { user: 'nobody@example.com', channel: 'sales', text: '' }, 'user_not_found'],
  ['an unknown channel', 'command', { user: 'rep@example.com', channel: 'nowhere', text: '' }, 'channel_not_found'],
  ['a fault of no known kind', 'faults', { method: 'auth.test', kind: '418' }, 'kind must be one of'],
  ['an unknown request', 'dance', {}, 'not_found'],
])('%s is refused', async (_, path, body, error) => {
  const answer = await control(sandbox, path, body)
  expect(answer.ok).toBe(false)
  expect(answer.error).toContain(error)
})

test('a stream tells what happens', async () => {
  const abort = new AbortController()
  const response = await fetch(`${sandbox.url}/sandbox/events`, { signal: abort.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  await control(sandbox, 'say', { user: 'rep@example.com', channel: 'dm', text: 'good morning' })
  let heard = ''
  while (!heard.includes('good morning')) heard += (await reader?.read())?.value ?? ''
  abort.abort()
  expect(heard).toContain('event: message')
})

test('the rate limiter lets a burst pass, then one a second in a channel, and a method its calls a minute', () => {
  let clock = 0
  const limit = createRateLimiter(() => clock)
  const waits = (count: number, method: string, channel: string) =>
    Array.from({ length: count }, () => limit(method, 100, channel))
  expect(waits(6, 'chat.postMessage', 'C1')).toEqual([0, 0, 0, 0, 1, 1])
  expect(waits(1, 'chat.postMessage', 'C2')).toEqual([0])
  clock += 1_000
  expect(waits(2, 'chat.postMessage', 'C1')).toEqual([0, 1])
  expect(waits(101, 'users.info', '').filter((wait) => wait > 0)).toHaveLength(1)
})
