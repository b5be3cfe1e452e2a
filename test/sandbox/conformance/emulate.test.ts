import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emulate } from './emulate.ts'
import { ours } from './ours.ts'
import { play, script } from './script.ts'
import type { Body, Stage } from './stage.ts'

/**
 * Where emulate 0.11.2 and our sandbox differ on purpose: what each answers, and what Slack documents
 * (https://docs.slack.dev/reference/methods/<method>), which is the judge.
 */
const outcomes: Readonly<Record<string, { ours: string; theirs: string; because: string }>> = {
  'a bad token': {
    ours: 'invalid_auth',
    theirs: 'ok',
    because: 'emulate takes an unknown token for its first user; Slack documents invalid_auth',
  },
  ...required('a post without a channel', 'channel_not_found'),
  ...required('an ephemeral to nobody', 'user_not_found'),
  ...required('an update without a ts', 'message_not_found'),
  ...required('a channel that is not named', 'channel_not_found'),
  ...required('a history without a channel', 'channel_not_found'),
  ...required('nobody', 'user_not_found'),
  ...required('no e-mail', 'users_not_found'),
  ...required('a home tab of nothing', 'invalid_view'),
  'a modal of nothing': {
    ours: 'invalid_arguments',
    theirs: 'invalid_view',
    because: 'views.open documents no invalid_view: a view that is none is a wrong argument',
  },
  'an upload without a length': {
    ours: 'missing_argument',
    theirs: 'invalid_arguments',
    because: 'the one method whose documentation names missing_argument: “a required argument was not provided”',
  },
  ...hidden('a post where the bot is not'),
  ...hidden('a private channel'),
  'a post whose blocks are no JSON': {
    ours: 'invalid_blocks_format',
    theirs: 'invalid_blocks',
    because: 'invalid_blocks_format: “the `blocks` is not a valid JSON object”',
  },
  'an ephemeral to nobody known': {
    ours: 'user_not_in_channel',
    theirs: 'user_not_found',
    because: 'chat.postEphemeral documents no user_not_found: “intended recipient is not in the specified channel”',
  },
  'an update that is too long': {
    ours: 'msg_too_long',
    theirs: 'ok',
    because: 'chat.update: “the `text` field cannot exceed 4,000 characters”',
  },
  'a thread that is not': {
    ours: 'thread_not_found',
    theirs: 'ok',
    because: 'thread_not_found: “value for `ts` was missing or invalid”',
  },
  'deleting a file again': {
    ours: 'file_deleted',
    theirs: 'file_not_found',
    because: 'file_deleted: “the file has already been deleted”',
  },
}

/** What is required and missing is `invalid_arguments`, with the argument's name in `response_metadata.messages`. */
function required(step: string, theirs: string) {
  return { [step]: { ours: 'invalid_arguments', theirs, because: 'the argument is required' } }
}

/** A private channel does not exist for who is not in it. */
function hidden(step: string) {
  return { [step]: { ours: 'channel_not_found', theirs: 'not_in_channel', because: 'its existence is not told' } }
}

/** Keys that one of the two has, by method and place in the answer. */
const keys: Readonly<Record<string, string>> = {
  'auth.test app_id': 'not in the documented answer',
  'auth.test is_enterprise_install': 'documented; emulate has no enterprises',
  'conversations.join warning': 'documented for who is in the channel already',
  'conversations.join response_metadata': 'the same',
  'conversations.join channel.num_members': 'only with include_num_members, of conversations.info',
  'conversations.join channel.is_open': 'of direct messages only',
  'conversations.info channel.num_members': 'only with include_num_members',
  'conversations.info channel.is_open': 'of direct messages only',
  'conversations.list channels[].is_open': 'of direct messages only',
  'conversations.list channels[].last_read': 'told of one channel, not of all',
  ...Object.fromEntries(
    ['is_channel', 'is_group', 'is_mpim', 'is_private', 'is_member'].map((key) => [
      `conversations.open channel.${key}`,
      'not in the documented object of direct messages',
    ]),
  ),
  'conversations.open channel.name': 'direct messages have no name',
  'conversations.open channel.name_normalized': 'direct messages have no name',
  'conversations.open channel.topic': 'direct messages have no topic',
  'conversations.open channel.purpose': 'direct messages have no purpose',
  'conversations.open channel.creator': 'nobody makes direct messages',
  'conversations.open channel.num_members': 'only with include_num_members, of conversations.info',
  'conversations.history pin_count': 'documented',
  'conversations.history response_metadata': 'left out on the last page, as the documentation of cursors allows',
  'chat.update message.reply_count': 'not in the documented answer; a history tells it',
  'chat.update message.reply_users': 'not in the documented answer; a history tells it',
  'users.list cache_ts': 'documented',
  'files.completeUploadExternal files[].initial_comment': 'of files that were uploaded by files.upload, which is gone',
  'files.info file.initial_comment': 'of files that were uploaded by files.upload, which is gone',
  ...Object.fromEntries(
    ['users.info user', 'users.lookupByEmail user', 'users.list members[]'].flatMap((place) => [
      [`${place}.profile.image_48`, 'people have no pictures here'],
      [`${place}.profile.image_192`, 'people have no pictures here'],
      [`${place}.profile.huddle_state`, 'there are no huddles here'],
      [`${place}.profile.huddle_state_expiration_ts`, 'there are no huddles here'],
    ]),
  ),
}

let stages: readonly Stage[] = []
let answers: readonly [ReadonlyMap<string, Body>, ReadonlyMap<string, Body>]
const used = new Set<string>()

beforeAll(async () => {
  const [mine, theirs] = [await ours(), await emulate()]
  stages = [mine, theirs]
  answers = [await play(mine), await play(theirs)]
}, 30_000)
afterAll(async () => {
  for (const stage of stages) await stage.close()
})

const outcome = ({ ok, error }: Body = {}): string => (ok === true ? 'ok' : (error ?? 'no answer'))

/** Places of all keys, three deep; of a list those of its first item. */
function places(node: unknown, at = '', depth = 0): string[] {
  if (Array.isArray(node)) return places(node[0], `${at}[]`, depth)
  if (typeof node !== 'object' || node === null || depth > 2) return []
  return Object.entries(node).flatMap(([key, value]) => {
    const place = at === '' ? key : `${at}.${key}`
    return [place, ...places(value, place, depth + 1)]
  })
}

/** What has a list of differences of its own is not looked into. */
const isBelow = (place: string, excused: string): boolean => place === excused || place.startsWith(`${excused}.`)

describe.each(script.map((step) => [`${step.method}, ${step.name}`, step] as const))('%s', (_, { name, method }) => {
  test('comes out the same, or differs on purpose', () => {
    const [mine, theirs] = answers.map((each) => outcome(each.get(name)))
    const known = outcomes[name]
    if (!known) return expect(mine).toBe(theirs)
    expect({ mine, theirs }).toEqual({ mine: known.ours, theirs: known.theirs })
  })

  test('has the same keys at the top, and below all that emulate has', () => {
    const [mine, theirs] = answers.map((each) => each.get(name))
    if (mine?.ok !== true || theirs?.ok !== true) return
    const [here, there] = [places(mine), places(theirs)]
    const lacking = there.filter((place) => !here.includes(place))
    const more = here.filter((place) => !place.includes('.') && !there.includes(place))
    const excuses = Object.keys(keys).flatMap((key) =>
      key.startsWith(`${method} `) ? [key.slice(method.length + 1)] : [],
    )
    const unexplained = [...lacking, ...more].filter((place) => {
      const excuse = excuses.find((each) => isBelow(place, each))
      if (excuse !== undefined) used.add(`${method} ${excuse}`)
      return excuse === undefined
    })
    expect(unexplained).toEqual([])
  })
})

test('no difference is excused that is none', () => {
  expect(Object.keys(outcomes).filter((name) => !script.some((step) => step.name === name))).toEqual([])
  expect(Object.keys(keys).filter((key) => !used.has(key))).toEqual([])
})
