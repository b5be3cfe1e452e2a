import { WebAPIPlatformError, WebClient } from '@slack/web-api'
import { afterEach, expect, it, vi } from 'vitest'
import { createMentions } from '../../src/slack/mentions.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('who somebody is in Slack is believed for five minutes', async () => {
  const client = new WebClient('xoxb-none')
  let id: string | undefined = 'U1'
  client.users.lookupByEmail = async () => {
    if (id === undefined) throw new WebAPIPlatformError({ ok: false, error: 'users_not_found' })
    return { ok: true, user: { id } }
  }
  let ms = 0
  vi.spyOn(performance, 'now').mockImplementation(() => ms)
  const ann = { id: 'ann', name: 'Ann', email: 'ann@x.example', role: 'rep' as const, team: null, managerId: null }
  const mentions = createMentions(client, async () => [{ ...ann, active: true }])
  const resolved = () => mentions.resolve('for <@person:ann>')
  expect(await resolved()).toBe('for <@U1>')
  id = 'U2'
  ms = 299_000
  expect(await resolved()).toBe('for <@U1>')
  ms = 301_000
  expect(await resolved()).toBe('for <@U2>')
  id = undefined
  ms = 602_000
  expect(await resolved()).toBe('for Ann')
})
