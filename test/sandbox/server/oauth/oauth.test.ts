import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../../../sandbox/server/sandbox.ts'
import { clientOf, control, people } from '../fake-bot.ts'

const client = { clientId: '12.34', clientSecret: 'shh' }
const redirectUri = 'http://127.0.0.1:9/slack/oauth_redirect'
const other = { people, channels: [{ name: 'sales' }] }
let sandbox: SlackSandbox
let hook: Server
let heard: Record<string, unknown>[] = []

beforeAll(async () => {
  hook = createServer((request, response) => void hear(request).then(() => response.end()))
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  sandbox = await createSlackSandbox({
    signingSecret: 's',
    botToken: 'xoxb-sandbox',
    people,
    channels: [{ name: 'general' }],
    oauth: client,
    teams: [
      { id: 'T0OTHER001', name: 'Other Co', ...other },
      { id: 'T0GRIDA001', name: 'Grid A', enterprise: 'E0GRID0001', ...other },
      { id: 'T0GRIDB001', name: 'Grid B', enterprise: 'E0GRID0001', people, channels: [{ id: 'CONLYB', name: 'b' }] },
    ],
  })
  const { port } = hook.address() as AddressInfo
  sandbox.setBot({ eventsUrl: `http://127.0.0.1:${port}/`, redirectUri })
})
beforeEach(() => {
  heard = []
})
afterAll(async () => {
  hook.close()
  await sandbox.close()
})

async function hear(request: IncomingMessage): Promise<void> {
  let text = ''
  for await (const chunk of request) text += chunk
  if (text.startsWith('{')) heard.push(JSON.parse(text))
}

const asked = (more: Record<string, string> = {}): string =>
  `${sandbox.url}/oauth/v2/authorize?${new URLSearchParams({ client_id: client.clientId, scope: 'commands,chat:write', state: 's1', ...more })}`
/** Where the browser is sent when somebody decides. */
async function decide(place: string, decision = 'allow', more: Record<string, string> = {}): Promise<URL> {
  const body = new URLSearchParams({ place, decision })
  const answer = await fetch(asked(more), { method: 'POST', body, redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? 'about:blank')
}
const codeFor = async (place: string, more = {}): Promise<string> =>
  (await decide(place, 'allow', more)).searchParams.get('code') ?? ''
const exchange = (code: string, more: object = {}) =>
  clientOf(sandbox, '').oauth.v2.access({
    code,
    client_id: client.clientId,
    client_secret: client.clientSecret,
    ...more,
  })
const failsWith = (error: string) => ({ data: { ok: false, error } })
async function tokenFor(place: string): Promise<string> {
  return (await exchange(await codeFor(place))).access_token ?? ''
}

describe('the page', () => {
  test('asks where, and tells what for', async () => {
    const html = await (await fetch(asked())).text()
    for (const words of ['Other Co', 'All of E0GRID0001', 'chat:write', 'Allow', 'Cancel'])
      expect(html).toContain(words)
  })

  test('goes back with a code and the state; or, cancelled, with neither code nor token', async () => {
    const allowed = await decide('T0OTHER001')
    expect(`${allowed.origin}${allowed.pathname}`).toBe(redirectUri)
    expect(allowed.searchParams.get('state')).toBe('s1')
    expect(allowed.searchParams.get('code')).toMatch(/^\d+\.\d+\.[0-9a-f]{64}$/)
    const cancelled = await decide('T0OTHER001', 'cancel')
    expect(Object.fromEntries(cancelled.searchParams)).toEqual({ error: 'access_denied', state: 's1' })
  })

  test.each([
    ['another app', { client_id: '56.78' }, 'invalid_client_id'],
    ['another host', { redirect_uri: 'http://elsewhere.example/slack/oauth_redirect' }, 'bad_redirect_uri'],
    ['a longer path that only begins alike', { redirect_uri: `${redirectUri}s` }, 'bad_redirect_uri'],
    ['no scope', { scope: '' }, 'invalid_scope'],
  ])('sends nobody anywhere for %s', async (_, more, error) => {
    const answer = await fetch(asked(more), { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
    expect(await answer.text()).toContain(error)
  })
})

describe('oauth.v2.access', () => {
  test('gives a workspace’s token, which its Web API takes, and only for that workspace', async () => {
    const given = await exchange(await codeFor('T0OTHER001'))
    expect(given).toMatchObject({
      token_type: 'bot',
      scope: 'commands,chat:write',
      bot_user_id: 'U0OTHER001',
      app_id: 'A0SANDBOX1',
      team: { id: 'T0OTHER001', name: 'Other Co' },
      enterprise: null,
      is_enterprise_install: false,
      authed_user: { id: 'U000000001' },
    })
    const bot = clientOf(sandbox, given.access_token ?? '')
    expect(await bot.auth.test()).toMatchObject({ team_id: 'T0OTHER001', bot_id: 'B0OTHER001' })
    await bot.chat.postMessage({ channel: 'C000000001', text: 'to the other' })
    expect(sandbox.messages('sales', 'T0OTHER001').map(({ text }) => text)).toContain('to the other')
    expect(sandbox.messages()).toEqual([])
    // What was not granted is missing.
    await expect(bot.users.info({ user: 'U000000001' })).rejects.toMatchObject(failsWith('missing_scope'))
  })

  test('takes the app’s word in the header too', async () => {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
    const body = new URLSearchParams({ code: await codeFor('T0OTHER001') })
    const headers = { authorization: `Basic ${basic}` }
    const answer = await fetch(`${sandbox.apiUrl}oauth.v2.access`, { method: 'POST', body, headers })
    expect(await answer.json()).toMatchObject({ ok: true, team: { id: 'T0OTHER001' } })
  })

  test.each([
    ['another app', { client_id: '56.78' }, 'invalid_client_id'],
    ['a wrong secret', { client_secret: 'no' }, 'bad_client_secret'],
    ['a code that was never given', { code: '1.2.3' }, 'invalid_code'],
    ['a redirect_uri that was not named before', { redirect_uri: redirectUri }, 'bad_redirect_uri'],
    ['another grant', { grant_type: 'password' }, 'invalid_grant_type'],
  ])('refuses %s', async (_, more, error) => {
    await expect(exchange(await codeFor('T0OTHER001'), more)).rejects.toMatchObject(failsWith(error))
  })

  test('wants the redirect_uri that the code was asked with', async () => {
    const named = { redirect_uri: redirectUri }
    expect(await exchange(await codeFor('T0OTHER001', named), named)).toMatchObject({ ok: true })
    await expect(exchange(await codeFor('T0OTHER001', named))).rejects.toMatchObject(failsWith('bad_redirect_uri'))
  })

  test('a code is good once, and for ten minutes', async () => {
    const code = await codeFor('T0OTHER001')
    await exchange(code)
    await expect(exchange(code)).rejects.toMatchObject(failsWith('invalid_code'))
    const [early, late] = [await codeFor('T0OTHER001'), await codeFor('T0OTHER001')]
    const now = Date.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 599_000)
    try {
      expect(await exchange(early)).toMatchObject({ ok: true })
      clock.mockReturnValue(now + 601_000)
      await expect(exchange(late)).rejects.toMatchObject(failsWith('invalid_code'))
    } finally {
      clock.mockRestore()
    }
  })

  test('no secret and no code is in the sandbox’s own log', async () => {
    const code = await codeFor('T0OTHER001')
    await exchange(code)
    const log = JSON.stringify(sandbox.log())
    expect(log).toContain('oauth.v2.access')
    for (const secret of [code, client.clientSecret]) expect(log).not.toContain(secret)
  })

  test('an app that is not distributed cannot be installed', async () => {
    const closed = await createSlackSandbox({ signingSecret: 's', botToken: 'xoxb-sandbox', people, channels: [] })
    try {
      const trying = clientOf(closed, '').oauth.v2.access({ code: '1', client_id: '12.34', client_secret: 'shh' })
      await expect(trying).rejects.toMatchObject(failsWith('invalid_client_id'))
    } finally {
      await closed.close()
    }
  })
})

describe('an organization', () => {
  test('has one token for all its workspaces, and says which one it means', async () => {
    const given = await exchange(await codeFor('E0GRID0001'))
    expect(given).toMatchObject({ team: null, enterprise: { id: 'E0GRID0001' }, is_enterprise_install: true })
    const token = given.access_token ?? ''
    const inTeam = (teamId?: string) =>
      new webApi.WebClient(token, { slackApiUrl: sandbox.apiUrl, ...(teamId && { teamId }) })
    expect(await inTeam().auth.test()).toMatchObject({ enterprise_id: 'E0GRID0001', is_enterprise_install: true })
    await inTeam('T0GRIDA001').chat.postMessage({ channel: 'C000000001', text: 'to A' })
    expect(sandbox.messages('sales', 'T0GRIDA001')).toMatchObject([{ text: 'to A' }])
    // Channels of an organization have ids of their own.
    await inTeam().chat.postMessage({ channel: 'CONLYB', text: 'to B' })
    expect(sandbox.messages('b', 'T0GRIDB001')).toMatchObject([{ text: 'to B' }])
  })
})

describe('the end of a token', () => {
  test('auth.revoke ends one, and says so to whoever uses it again', async () => {
    const [one, two] = [await tokenFor('T0OTHER001'), await tokenFor('T0OTHER001')]
    expect(await clientOf(sandbox, one).auth.revoke({ test: true })).toMatchObject({ revoked: false })
    expect(await clientOf(sandbox, one).auth.revoke()).toMatchObject({ revoked: true })
    await expect(clientOf(sandbox, one).auth.test()).rejects.toMatchObject(failsWith('token_revoked'))
    expect(await clientOf(sandbox, two).auth.test()).toMatchObject({ ok: true })
  })

  test('uninstalling ends all of a workspace, and tells the app in both ways', async () => {
    const [there, elsewhere] = [await tokenFor('T0OTHER001'), await tokenFor('T0GRIDA001')]
    await control(sandbox, 'uninstall', { team: 'T0OTHER001' })
    await expect(clientOf(sandbox, there).auth.test()).rejects.toMatchObject(failsWith('account_inactive'))
    expect(await clientOf(sandbox, elsewhere).auth.test()).toMatchObject({ ok: true })
    expect(heard).toMatchObject([
      { type: 'event_callback', team_id: 'T0OTHER001', event: { type: 'app_uninstalled' } },
      { team_id: 'T0OTHER001', event: { type: 'tokens_revoked', tokens: { bot: ['U0OTHER001'] } } },
    ])
    // As documented, nobody authorizes it any more.
    expect(heard[0]).not.toHaveProperty('authorizations')
  })

  test('in any order, for an organization too', async () => {
    const token = await tokenFor('E0GRID0001')
    await control(sandbox, 'uninstall', { enterprise: 'E0GRID0001', events: ['tokens_revoked', 'app_uninstalled'] })
    await expect(clientOf(sandbox, token).auth.test()).rejects.toMatchObject(failsWith('account_inactive'))
    expect(heard).toMatchObject([
      { team_id: null, enterprise_id: 'E0GRID0001', event: { type: 'tokens_revoked' } },
      { team_id: null, enterprise_id: 'E0GRID0001', event: { type: 'app_uninstalled' } },
    ])
  })
})

test('what people do is of their own workspace, though they have the same ids', async () => {
  const user = 'rep@example.com'
  await control(sandbox, 'event', { team: 'T0GRIDB001', type: 'app_home_opened', user: 'U000000001' })
  expect(heard).toMatchObject([
    {
      team_id: 'T0GRIDB001',
      authorizations: [{ team_id: 'T0GRIDB001', enterprise_id: 'E0GRID0001' }],
      event: { type: 'app_home_opened' },
    },
  ])
  await control(sandbox, 'say', { team: 'T0OTHER001', user, channel: 'sales', text: 'here' })
  expect(sandbox.messages('sales', 'T0OTHER001').map(({ text }) => text)).toContain('here')
  expect(sandbox.messages()).toEqual([])
  expect(await control(sandbox, 'say', { team: 'T0NOWHERE1', user, channel: 'sales', text: 'x' })).toMatchObject({
    ok: false,
    error: 'team_not_found',
  })
})
