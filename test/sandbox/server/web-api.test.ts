import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SandboxOptions } from '../../../sandbox/server/options.ts'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../../sandbox/server/scopes.ts'
import { header, image, section } from '../../../src/blocks/build.ts'
import { clientOf, control, people } from './fake-bot.ts'

let sandbox: SlackSandbox
const options: SandboxOptions = {
  signingSecret: 's',
  botToken: 'xoxb-sandbox',
  people,
  // The manifest's, and what it takes to see that a file is processed.
  scopes: [...manifestScopes(), 'files:read'],
  channels: [
    { id: 'C1', name: 'sales' },
    { id: 'C2', name: 'finance', isPrivate: true, botIsMember: false },
    { id: 'C3', name: 'old', isArchived: true },
    { id: 'C4', name: 'partners', isExtShared: true },
    { id: 'C5', name: 'quiet' },
    { id: 'C6', name: 'charts' },
    { id: 'C7', name: 'whispers' },
  ],
}

beforeAll(async () => {
  sandbox = await createSlackSandbox(options)
})
afterAll(() => sandbox.close())

const failsWith = (error: string) => ({ data: { ok: false, error } })
const client = () => clientOf(sandbox)
const post = (channel: string, more: object = {}) => client().chat.postMessage({ channel, text: 'hello', ...more })

describe('tokens and methods', () => {
  test('auth.test names the bot', async () => {
    expect(await client().auth.test()).toMatchObject({ ok: true, team_id: 'T0SANDBOX1', bot_id: 'B0SANDBOX1' })
  })
  test('a wrong token is invalid_auth, none is not_authed', async () => {
    await expect(clientOf(sandbox, 'xoxb-wrong').auth.test()).rejects.toMatchObject(failsWith('invalid_auth'))
    const bare = await fetch(`${sandbox.apiUrl}auth.test`, { method: 'POST' })
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' })
  })
  test('an unknown method says so', async () => {
    await expect(client().apiCall('chat.shout')).rejects.toMatchObject(failsWith('unknown_method'))
  })
  test('a scope that was not granted is missing', async () => {
    const poor = await createSlackSandbox({ ...options, scopes: ['chat:write'] })
    try {
      const opening = clientOf(poor).conversations.open({ users: poor.workspace.people[0]?.id ?? '' })
      await expect(opening).rejects.toMatchObject({ data: { error: 'missing_scope', needed: 'im:write' } })
    } finally {
      await poor.close()
    }
  })
})

describe('chat.postMessage', () => {
  test.each([
    ['an unknown channel', 'C9', 'channel_not_found'],
    ['a channel by its name', 'sales', 'channel_not_found'],
    ['a private channel without the bot', 'C2', 'channel_not_found'],
    ['an archived channel', 'C3', 'is_archived'],
  ])('to %s is refused', async (_, channel, error) => {
    await expect(post(channel)).rejects.toMatchObject(failsWith(error))
  })

  test('without a word is no_text', async () => {
    await expect(post('C5', { text: '' })).rejects.toMatchObject(failsWith('no_text'))
  })

  test('with bad blocks says where', async () => {
    const blocks = [header('fine'), { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]
    const messages = ['[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]']
    await expect(post('C1', { blocks })).rejects.toMatchObject({
      data: { error: 'invalid_blocks', response_metadata: { messages } },
    })
  })

  test('with more than Slack takes is msg_blocks_too_long', async () => {
    const blocks = Array.from({ length: 4 }, () => section('x'.repeat(2_900)))
    await expect(post('C1', { blocks })).rejects.toMatchObject(failsWith('msg_blocks_too_long'))
  })

  test('to a person goes to their direct messages', async () => {
    const person = sandbox.workspace.people[1]
    const { channel } = await post(person?.id ?? '')
    const opened = await client().conversations.open({ users: person?.id ?? '' })
    expect(channel).toBe(opened.channel?.id)
    expect(channel).toMatch(/^D/)
  })

  test('is limited to about one a second in a channel, and says how long to wait', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => post('C5')))
    const refused = tries.filter((each) => each.status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(3)
    expect(refused[0]?.reason).toBeInstanceOf(webApi.WebAPIRateLimitedError)
    expect(refused[0]?.reason).toMatchObject({ retryAfter: 1 })
    await expect(post('C4')).resolves.toMatchObject({ ok: true })
  })
})

describe('history and metadata', () => {
  test('a post is found again by its metadata, newest first, ephemeral ones left out', async () => {
    const metadata = { event_type: 'revops_delivery', event_payload: { key: 'k1' } }
    const { ts: first } = await post('C4', { metadata })
    const { ts: second } = await post('C4', { text: 'second' })
    await client().chat.postEphemeral({ channel: 'C4', user: sandbox.workspace.people[0]?.id ?? '', text: 'psst' })
    const ask = { channel: 'C4', oldest: String(Number(first) - 1), include_all_metadata: true }
    const { messages = [] } = await client().conversations.history(ask)
    expect(messages.map(({ ts }) => ts).slice(0, 2)).toEqual([second, first])
    expect(messages.find(({ ts }) => ts === first)?.metadata).toEqual(metadata)
    const { messages: plain = [] } = await client().conversations.history({ channel: 'C4', limit: 2 })
    expect(plain.every((message) => message.metadata === undefined)).toBe(true)
    expect(messages.some(({ text }) => text === 'psst')).toBe(false)
  })

  test('an ephemeral is seen in a thread only where somebody has answered already', async () => {
    const user = sandbox.workspace.people[0]?.id ?? ''
    const { ts: thread_ts = '' } = await post('C7', { text: 'a question' })
    const whisper = (text: string) => client().chat.postEphemeral({ channel: 'C7', user, text, thread_ts })
    expect(await whisper('too early')).toMatchObject({ ok: true, message_ts: expect.stringMatching(/^\d+\.\d{6}$/) })
    await control(sandbox, 'say', { user, channel: 'C7', text: 'an answer', thread_ts })
    await whisper('in time')
    const seen = sandbox.messages('whispers').filter(({ ephemeral }) => ephemeral)
    expect(seen.map(({ text }) => text)).toEqual(['in time'])
  })

  test('pages with a cursor', async () => {
    const first = await client().conversations.history({ channel: 'C4', limit: 1 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    expect(first.has_more).toBe(true)
    const next = await client().conversations.history({ channel: 'C4', limit: 1, cursor })
    expect(next.messages?.[0]?.ts).not.toBe(first.messages?.[0]?.ts)
  })

  test('an update replaces, a delete removes, and neither finds an ephemeral message', async () => {
    const { ts = '' } = await post('C1', { blocks: [section('old')] })
    await client().chat.update({ channel: 'C1', ts, text: 'new' })
    expect(sandbox.messages('sales').find((each) => each.ts === ts)).toMatchObject({ text: 'new', blocks: [] })
    await client().chat.delete({ channel: 'C1', ts })
    await expect(client().chat.delete({ channel: 'C1', ts })).rejects.toMatchObject(failsWith('message_not_found'))
  })
})

describe('people and channels', () => {
  test('users.info knows locale and e-mail', async () => {
    const id = sandbox.workspace.people[0]?.id ?? ''
    const { user } = await client().users.info({ user: id, include_locale: true })
    expect(user).toMatchObject({ locale: 'ja-JP', tz: 'Asia/Tokyo', profile: { email: 'rep@example.com' } })
    expect((await client().users.lookupByEmail({ email: 'rep@example.com' })).user?.id).toBe(id)
  })
  test('a channel shared with another company says so', async () => {
    const { channel } = await client().conversations.info({ channel: 'C4' })
    expect(channel).toMatchObject({ is_ext_shared: true, is_shared: true })
  })
})

describe('files', () => {
  test('are shown only once they are processed, and never to one person alone', async () => {
    const upload = await client().filesUploadV2({ filename: 'chart.png', file: Buffer.from('not really a png') })
    const files = (upload.files ?? []) as { files?: { id?: string }[] }[]
    const id = files[0]?.files?.[0]?.id ?? ''
    const blocks = [image({ file: { id } }, 'A chart')]
    await expect(post('C6', { blocks })).rejects.toMatchObject({
      data: { response_metadata: { messages: ['[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]'] } },
    })
    await expect.poll(async () => (await client().files.info({ file: id })).file?.mimetype).toBe('image/png')
    await expect(post('C6', { blocks })).resolves.toMatchObject({ ok: true })
    const user = sandbox.workspace.people[0]?.id ?? ''
    const alone = client().chat.postEphemeral({ channel: 'C6', user, text: 'x', blocks: blocks as never })
    await expect(alone).rejects.toMatchObject(failsWith('invalid_blocks'))
    const shown = await fetch(`${sandbox.url}/files/${id}`)
    expect(await shown.text()).toBe('not really a png')
  })
})

describe('ordered failures', () => {
  const order = (kind: string) => control(sandbox, 'faults', { method: 'chat.postMessage', kind, times: 1 })
  const metadata = (key: string) => ({ metadata: { event_type: 'x', event_payload: { key } } })
  const arrived = (key: string) => sandbox.messages().some((each) => each.metadata?.event_payload.key === key)

  test('429 with Retry-After', async () => {
    await order('429')
    await expect(post('C4')).rejects.toBeInstanceOf(webApi.WebAPIRateLimitedError)
  })
  test('500', async () => {
    await order('500')
    await expect(post('C4')).rejects.toBeInstanceOf(webApi.WebAPIHTTPError)
  })
  test('a time-out accepts nothing', async () => {
    await order('timeout')
    await expect(post('C4', metadata('late'))).rejects.toBeInstanceOf(webApi.WebAPIRequestError)
    expect(arrived('late')).toBe(false)
  })
  test('drop_after_accept accepts, then breaks the connection', async () => {
    await order('drop_after_accept')
    await expect(post('C4', metadata('kept'))).rejects.toBeInstanceOf(webApi.WebAPIRequestError)
    expect(arrived('kept')).toBe(true)
  })
  test('the log holds every request, without the token', async () => {
    const log = (await control(sandbox, 'log')) as unknown as { method: string; fault?: string }[]
    expect(log.filter(({ fault }) => fault).map(({ fault }) => fault)).toEqual([
      '429',
      '500',
      'timeout',
      'drop_after_accept',
    ])
    expect(JSON.stringify(log)).not.toContain('xoxb-')
  })
})

test('blocks.validate needs no token and points at the fault', async () => {
  const body = new URLSearchParams({ blocks: '[{"type":"section","text":{"type":"invalid","text":"x"}}]' })
  const response = await fetch(`${sandbox.apiUrl}blocks.validate`, { method: 'POST', body })
  expect(await response.json()).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    errors: [{ pointer: '/0/text/type' }],
  })
})
