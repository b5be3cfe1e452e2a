import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { methods } from '../../../sandbox/server/api/serve.ts'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../../sandbox/server/scopes.ts'
import { issueTrigger } from '../../../sandbox/server/triggers.ts'
import { commonErrors, documentedMethods } from '../../support/slack-methods.ts'
import { documentedScopes } from '../../support/slack-scopes.ts'
import { ours } from './ours.ts'
import { play, script } from './script.ts'
import { type Body, call, type Stage } from './stage.ts'

let stage: Stage
let answers: ReadonlyMap<string, Body>
beforeAll(async () => {
  stage = await ours()
  answers = await play(stage)
})
afterAll(() => stage.close())

const rows = Object.entries(documentedMethods)

describe('every method', () => {
  test('that the sandbox claims is written off from the documentation, and the other way round', () => {
    const withToken = Object.entries(methods).filter(([, { token }]) => token !== 'none')
    expect(withToken.map(([name]) => name).sort()).toEqual(Object.keys(documentedMethods).sort())
    const forBots = withToken.filter(([, { token }]) => token === undefined).map(([name]) => name)
    expect(forBots.sort()).toEqual(Object.keys(documentedScopes).sort())
  })
  test.each(rows.filter(([, { perMinute }]) => perMinute !== 'special'))('%s has its tier', (name, { perMinute }) => {
    expect(methods[name]?.perMinute).toBe(perMinute)
  })
})

/** Methods whose documentation has an error of its own for what is missing. */
const ownWords: Readonly<Record<string, string>> = {
  'conversations.replies channel': 'channel_not_found',
  'conversations.replies ts': 'thread_not_found',
  'files.getUploadURLExternal filename': 'missing_argument',
  'files.getUploadURLExternal length': 'missing_argument',
}

describe('a required argument', () => {
  const given: Readonly<Record<string, (ids: Stage['ids']) => unknown>> = {
    channel: ({ sales }) => sales,
    channel_id: ({ sales }) => sales,
    ts: ({ ts }) => ts,
    thread_ts: ({ ts }) => ts,
    message_ts: ({ ts }) => ts,
    user: ({ rep }) => rep,
    user_id: ({ rep }) => rep,
    filename: () => 'a.csv',
    length: () => 3,
    status: () => 'is counting…',
    file: () => 'F0UNKNOWN1',
    files: () => [{ id: 'F0UNKNOWN1' }],
    email: () => 'rep@example.com',
    view: () => ({ type: 'home', blocks: [] }),
  }
  test.each(rows.flatMap(([method, { requires }]) => requires.map((missing) => [method, missing] as const)))(
    '%s says that %s is missing',
    async (method, missing) => {
      const others = (documentedMethods[method]?.requires ?? []).filter((name) => name !== missing)
      const args = Object.fromEntries(others.map((name) => [name, given[name]?.(stage.ids)]))
      const own = ownWords[`${method} ${missing}`]
      if (own !== undefined) return expect(await call(stage, method, args)).toEqual({ ok: false, error: own })
      expect(await call(stage, method, args)).toEqual({
        ok: false,
        error: 'invalid_arguments',
        response_metadata: { messages: [`[ERROR] missing required field: ${missing}`] },
      })
    },
  )
})

test('every refusal of the script is one that the method documents', () => {
  // Undocumented, and what people report.
  const reported = ['views.publish user_not_found']
  const undocumented = script.flatMap(({ name, method }) => {
    const { error } = answers.get(name) ?? {}
    const known = [...commonErrors, ...(documentedMethods[method]?.errors ?? [])]
    return error === undefined || known.includes(error) ? [] : [`${method} ${error}`]
  })
  expect(undocumented).toEqual(reported)
})

describe('refusals that emulate has not', () => {
  let sandbox: SlackSandbox
  let rep: string
  let place: { apiUrl: string; token: string }
  const modal = { type: 'modal', title: { type: 'plain_text', text: 'A form' }, blocks: [] }
  const trigger = (view?: string) => issueTrigger(sandbox.workspace, rep, view)

  beforeAll(async () => {
    sandbox = await createSlackSandbox({
      signingSecret: 's',
      botToken: 'xoxb-sandbox',
      people: [{ email: 'rep@example.com', name: 'Rin Rep', role: 'rep' }],
      channels: [
        { id: 'C1', name: 'sales' },
        { id: 'C2', name: 'finance', isPrivate: true },
        { id: 'C3', name: 'old', isArchived: true },
        { id: 'C4', name: 'elsewhere', botIsMember: false },
      ],
      scopes: [...manifestScopes().filter((scope) => !scope.startsWith('groups:')), 'channels:join'],
      rateSpeed: 1_000,
    })
    rep = sandbox.workspace.people[0]?.id ?? ''
    place = { apiUrl: sandbox.apiUrl, token: 'xoxb-sandbox' }
  })
  afterAll(() => sandbox.close())

  test.each<[string, string, Readonly<Record<string, unknown>>, string]>([
    ['an unknown type', 'conversations.list', { types: 'public_channel,rooms' }, 'invalid_types'],
    ['types without their scope', 'conversations.list', { types: 'private_channel' }, 'missing_scope'],
    ['a limit of 1,000', 'conversations.list', { limit: 1_000 }, 'invalid_limit'],
    ['a limit in words', 'conversations.list', { limit: 'many' }, 'invalid_limit'],
    ['a cursor of nobody', 'conversations.list', { cursor: 'bm9ib2R5' }, 'invalid_cursor'],
    ['a cursor of nobody', 'conversations.history', { channel: 'C1', cursor: 'bm9ib2R5' }, 'invalid_cursor'],
    ['an oldest in words', 'conversations.history', { channel: 'C1', oldest: 'yesterday' }, 'invalid_ts_oldest'],
    ['a latest in words', 'conversations.history', { channel: 'C1', latest: 'today' }, 'invalid_ts_latest'],
    ['a channel that the bot has not joined', 'conversations.history', { channel: 'C4' }, 'not_in_channel'],
    ['a private channel without groups:read', 'conversations.info', { channel: 'C2' }, 'missing_scope'],
    ['a private channel without groups:history', 'conversations.history', { channel: 'C2' }, 'missing_scope'],
    ['a private channel', 'conversations.join', { channel: 'C2' }, 'method_not_supported_for_channel_type'],
    ['a channel', 'conversations.open', { channel: 'C1' }, 'method_not_supported_for_channel_type'],
    ['nine people', 'conversations.open', { users: Array(9).fill('U1').join(',') }, 'too_many_users'],
    ['a group without mpim:write', 'conversations.open', { users: 'REP,REP' }, 'missing_scope'],
    [
      'markdown beside text',
      'chat.postMessage',
      { channel: 'C1', text: 'x', markdown_text: 'x' },
      'markdown_text_conflict',
    ],
    [
      'blocks that are no list',
      'chat.postMessage',
      { channel: 'C1', text: 'x', blocks: '{}' },
      'invalid_blocks_format',
    ],
    [
      'a bad block',
      'chat.postEphemeral',
      { channel: 'C1', user: 'REP', text: 'x', blocks: [{ type: 'x' }] },
      'invalid_blocks',
    ],
    [
      'a long text to one person',
      'chat.postEphemeral',
      { channel: 'C1', user: 'REP', text: 'x'.repeat(40_001) },
      'msg_too_long',
    ],
    ['a message of an archive', 'chat.update', { channel: 'C3', ts: 'OLD', text: 'x' }, 'is_inactive'],
    [
      '1,001 characters for screen readers',
      'files.getUploadURLExternal',
      { filename: 'a', length: 1, alt_txt: 'x'.repeat(1_001) },
      'alt_txt_too_large',
    ],
    ['a length of 0', 'files.getUploadURLExternal', { filename: 'a', length: 0 }, 'missing_argument'],
    ['bytes that never arrived', 'files.completeUploadExternal', { files: [{ id: 'EMPTY' }] }, 'file_not_found'],
    [
      'where the bot is not',
      'files.completeUploadExternal',
      { files: [{ id: 'FULL' }], channel_id: 'C4' },
      'not_in_channel',
    ],
    [
      '101 channels',
      'files.completeUploadExternal',
      { files: [{ id: 'FULL' }], channels: Array(101).fill('C1').join(',') },
      'channels_limit_exceeded',
    ],
    [
      'a view of more than 250 kB',
      'views.open',
      { trigger_id: 'TRIGGER', view: { ...modal, blocks: many(90) } },
      'view_too_large',
    ],
    ['a push without a modal', 'views.push', { trigger_id: 'TRIGGER', view: modal }, 'not_found'],
    ['a view of nothing', 'blocks.validate', { view: {} }, 'invalid_view'],
    ['what is asked for', 'api.test', { error: 'not_today' }, 'not_today'],
  ])('%s: %s', async (_, method, args, error) => {
    expect(await call(place, method, filled(args))).toMatchObject({ ok: false, error })
  })

  /** Sections of 3,000 characters. */
  function many(count: number) {
    return Array.from({ length: count }, () => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_000) } }))
  }

  let fill: Readonly<Record<string, string>> = {}
  beforeEach(async () => {
    const { workspace } = sandbox
    const old = { channel: 'C3', from: workspace.identity.botUser, text: 'long ago', blocks: [], via: 'api' }
    const file = async (bytes: string) => {
      const given = await call(place, 'files.getUploadURLExternal', { filename: 'a.csv', length: 3 })
      if (bytes !== '') await fetch(String(given.upload_url), { method: 'POST', body: bytes })
      return String(given.file_id)
    }
    fill = {
      REP: rep,
      OLD: workspace.messages.add(old).ts,
      EMPTY: await file(''),
      FULL: await file('a,b'),
      TRIGGER: trigger(),
    }
  })
  /** Ids that are known only once the sandbox is there stand in capitals in the table. */
  const filled = (args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    JSON.parse(JSON.stringify(args).replace(/REP|OLD|EMPTY|FULL|TRIGGER/g, (name) => fill[name] ?? name))

  test('a trigger opens one modal, within three seconds', async () => {
    const open = (trigger_id: string) => call(place, 'views.open', { trigger_id, view: modal })
    const id = trigger()
    expect(await open(id)).toMatchObject({ ok: true })
    expect(await open(id)).toMatchObject({ error: 'exchanged_trigger_id' })
    expect(await open('1.2.abc')).toMatchObject({ error: 'invalid_trigger_id' })
    const late = trigger()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_001 })
    try {
      expect(await open(late)).toMatchObject({ error: 'expired_trigger_id' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('a bad view spends no trigger', async () => {
    const id = trigger()
    expect(await call(place, 'views.open', { trigger_id: id, view: { type: 'modal', blocks: [] } })).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: title [json-pointer:/view]'] },
    })
    expect(await call(place, 'views.open', { trigger_id: id, view: modal })).toMatchObject({ ok: true })
  })

  test.each([
    ['text without a type', undefined, 'a=b', 'missing_post_type'],
    ['a type that Slack does not read', 'application/xml', '<a/>', 'invalid_post_type'],
    ['JSON that is none', 'application/json', '{', 'invalid_json'],
    ['JSON that is no object', 'application/json', '[]', 'json_not_object'],
    ['a form without its boundary', 'multipart/form-data', 'x', 'invalid_form_data'],
  ])('a body of %s', async (_, type, body, error) => {
    const response = await fetch(`${place.apiUrl}auth.test`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-sandbox', ...(type !== undefined && { 'content-type': type }) },
      // Bytes, for which fetch names no type by itself.
      body: new TextEncoder().encode(body),
    })
    expect(await response.json()).toEqual({ ok: false, error })
  })
})
