import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../sandbox/server/scopes.ts'
import { createChartRenderer } from '../../src/chart/renderer.ts'
import { loadConfig } from '../../src/config.ts'
import { errorText } from '../../src/present/undelivered.ts'
import { createChannels, createClients } from '../../src/slack/app.ts'
import { createMentions } from '../../src/slack/mentions.ts'
import { createPoster } from '../../src/slack/post.ts'
import { createSender } from '../../src/slack/sender.ts'
import { instant, message } from '../schedule/rig.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

let sandbox: SlackSandbox
const renderer = createChartRenderer()
beforeAll(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 'unused',
    botToken: 'xoxb-sandbox',
    people: [{ id: 'U1', email: 'olga@x.example', name: 'Olga', role: 'ops' }],
    channels: [
      { id: 'C1', name: 'sales' },
      { id: 'C2', name: 'board', isPrivate: true },
    ],
    rateSpeed: 100,
  })
})
beforeEach(() => sandbox.faults.clear())
afterAll(async () => {
  await renderer.close()
  await sandbox.close()
})

/** A new sender each time: it remembers what it has looked up. */
function sender() {
  const config = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl })
  const clients = createClients(config, log, { postMs: 2_000, readMs: 2_000 })
  const people = async () => {
    throw new Error('the SSOT is away')
  }
  const poster = createPoster(clients.post, renderer, createMentions(clients.read, people), log)
  return createSender(clients, poster, createChannels(clients.read))
}
const delivery = (key: string, fields: { channel?: string; beginBy?: number; text?: string } = {}) => ({
  key,
  channel: fields.channel ?? 'C1',
  locale: 'en' as const,
  message: message(fields.text ?? key),
  createdAt: instant(new Date().toISOString()),
  beginBy: fields.beginBy ?? performance.now() + 10_000,
})
const posted = (text: string) => sandbox.messages().filter((each) => each.text === text)

test('a post that Slack failed at may have arrived', async () => {
  sandbox.faults.add('chat.postMessage', '500', 1)
  await expect(sender().send(delivery('p'))).rejects.toMatchObject({ outcomeUnknown: true, permanent: false })
})

test.each([
  ['500', 3],
  ['429', 1],
] as const)(
  'a look at the channel that fails with %s comes before the post: nothing arrived, and it is tried again',
  async (kind, times) => {
    // The SDK tries a read three times by itself, but never sits out a 429.
    sandbox.faults.add('conversations.info', kind, times)
    await expect(sender().send(delivery(`look ${kind}`))).rejects.toMatchObject({
      outcomeUnknown: false,
      permanent: false,
    })
    expect(posted(`look ${kind}`)).toEqual([])
  },
)

test('so does a mention that cannot be resolved', async () => {
  const mentioning = delivery('m', { text: 'for <@person:u1>' })
  await expect(sender().send(mentioning)).rejects.toMatchObject({ outcomeUnknown: false, permanent: false })
  expect(posted('for <@person:u1>')).toEqual([])
})

test('where it is not to be seen whether another company reads along nothing is posted, and it is told why', async () => {
  sandbox.workspace.scopes = manifestScopes().filter((scope) => scope !== 'groups:read')
  try {
    await expect(sender().send(delivery('board', { channel: 'C2' }))).rejects.toMatchObject({
      permanent: true,
      message: 'it is not to be seen whether the channel is shared with another company',
    })
  } finally {
    sandbox.workspace.scopes = manifestScopes()
  }
  expect(errorText('it is not to be seen whether the channel is shared with another company', 'en')).toBe(
    'Slack does not let the bot see whether another company reads along in this private channel.',
  )
  expect(posted('board')).toEqual([])
  await sender().send(delivery('board', { channel: 'C2' }))
  expect(posted('board')).toHaveLength(1)
})

test('while a scope is being changed a look that is refused is no end: it is tried again', async () => {
  sandbox.workspace.scopes = ['chat:write']
  try {
    await expect(sender().send(delivery('scopes'))).rejects.toMatchObject({ permanent: false, outcomeUnknown: false })
  } finally {
    sandbox.workspace.scopes = manifestScopes()
  }
  expect(posted('scopes')).toEqual([])
})

test('what did not begin in time is not posted: somebody else may be about to', async () => {
  const late = delivery('late', { beginBy: performance.now() - 1 })
  await expect(sender().send(late)).rejects.toMatchObject({ outcomeUnknown: false, permanent: false })
  expect(posted('late')).toEqual([])
})

test('a message to a person goes to their direct messages; it cannot be looked for there', async () => {
  const direct = delivery('hello', { channel: 'mailto:olga@x.example' })
  await sender().send(direct)
  expect(posted('hello')).toMatchObject([{ channel: sandbox.workspace.directWith(personOf('U1')).id }])
  expect(await sender().find(direct)).toBe('unknown')
})

function personOf(id: string) {
  const person = sandbox.workspace.findPerson(id)
  if (!person) throw new Error(`there is no ${id}`)
  return person
}

test('a person whom Slack does not know gets nothing, for good; one that cannot be looked up just now, later', async () => {
  const stranger = delivery('x', { channel: 'mailto:nobody@x.example' })
  await expect(sender().send(stranger)).rejects.toMatchObject({ permanent: true, outcomeUnknown: false })
  sandbox.faults.add('users.lookupByEmail', '500', 3)
  const later = delivery('y', { channel: 'mailto:olga@x.example' })
  await expect(sender().send(later)).rejects.toMatchObject({ permanent: false, outcomeUnknown: false })
})
