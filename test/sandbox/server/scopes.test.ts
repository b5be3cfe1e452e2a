import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../../sandbox/server/scopes.ts'
import { documentedScopes } from '../../support/slack-scopes.ts'
import { people } from './fake-bot.ts'

const options = { signingSecret: 's', botToken: 'xoxb-sandbox', people, channels: [{ id: 'C1', name: 'sales' }] }
let poor: SlackSandbox
let installed: SlackSandbox

beforeAll(async () => {
  poor = await createSlackSandbox({ ...options, scopes: ['commands'] })
  installed = await createSlackSandbox(options)
})
afterAll(async () => {
  await poor.close()
  await installed.close()
})

async function call(sandbox: SlackSandbox, method: string) {
  const headers = { authorization: 'Bearer xoxb-sandbox' }
  // Revoked, the token would be worth nothing to the methods after it.
  const body = new URLSearchParams({ test: 'true' })
  const response = await fetch(`${sandbox.apiUrl}${method}`, { method: 'POST', headers, body })
  return (await response.json()) as { ok: boolean; error?: string; needed?: string; provided?: string }
}

/** Scopes that the documentation names and the sandbox leaves out: it has no group direct messages, and opens no channels. */
const leftOut = ['mpim:read', 'mpim:history', 'channels:manage', 'groups:write', 'mpim:write']

describe('without its scope', () => {
  test.each(Object.entries(documentedScopes))('%s says which one is missing', async (method, scopes) => {
    const { ok, error, needed, provided } = await call(poor, method)
    if (scopes.length === 0) return expect(error).not.toBe('missing_scope')
    const wanted = scopes.filter((scope) => !leftOut.includes(scope)).join(',')
    expect({ ok, error, needed, provided }).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: wanted,
      provided: 'commands',
    })
  })
})

describe('with those of manifest.yml, which are the default', () => {
  test.each(Object.entries(documentedScopes))(
    '%s is granted where one of its scopes is asked for',
    async (method, scopes) => {
      const granted = scopes.length === 0 || scopes.some((scope) => manifestScopes().includes(scope))
      expect((await call(installed, method)).error === 'missing_scope').toBe(!granted)
    },
  )

  test('what the bot does not do is not asked for', async () => {
    expect((await call(installed, 'conversations.join')).error).toBe('missing_scope')
    expect((await call(installed, 'files.info')).error).toBe('missing_scope')
  })
})
