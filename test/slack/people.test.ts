import { WebClient as Client, type WebClient } from '@slack/web-api'
import { afterEach, expect, it, vi } from 'vitest'
import { createSlackUsers } from '../../src/slack/people.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Slack, whose answer a test sets; and the machine's clock. */
function slack() {
  const client: WebClient = new Client('xoxb-none')
  let email: string | undefined = 'ann@example.com'
  let ms = 0
  client.users.info = async () => {
    if (email === undefined) throw new Error('Slack is away')
    return { ok: true, user: { profile: { email } } }
  }
  vi.spyOn(performance, 'now').mockImplementation(() => ms)
  const users = createSlackUsers(client)
  return {
    says: (next: string | undefined) => {
      email = next
    },
    wait: (seconds: number) => {
      ms += seconds * 1_000
    },
    emailOf: async () => (await users.find('U1')).email,
  }
}

it('a new e-mail counts after some seconds', async () => {
  const { says, wait, emailOf } = slack()
  expect(await emailOf()).toBe('ann@example.com')
  says('bob@example.com')
  wait(4)
  expect(await emailOf()).toBe('ann@example.com')
  wait(2)
  expect(await emailOf()).toBe('bob@example.com')
})

it('while Slack is away, who somebody was is believed for a minute and no longer, however often they ask', async () => {
  const { says, wait, emailOf } = slack()
  await emailOf()
  says(undefined)
  for (let seconds = 0; seconds < 54; seconds += 6) {
    wait(6)
    expect(await emailOf()).toBe('ann@example.com')
  }
  wait(7)
  await expect(emailOf()).rejects.toThrow('Slack is away')
})
