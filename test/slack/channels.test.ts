import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { manifestScopes } from '../../sandbox/server/scopes.ts'
import { loadConfig } from '../../src/config.ts'
import { type Channels, createChannels } from '../../src/slack/channels.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createMayPost } from '../../src/slack/may-post.ts'
import { refusal } from '../../src/slack/share.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const withoutPrivate = manifestScopes().filter((scope) => !scope.startsWith('groups:'))
let sandbox: SlackSandbox
let channels: Channels

beforeAll(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    rateSpeed: 1_000,
    people: [],
    channels: [
      { id: 'C1', name: 'open' },
      { id: 'C2', name: 'ours', isPrivate: true },
      { id: 'C3', name: 'theirs-too', isPrivate: true, isExtShared: true },
      { id: 'C4', name: 'theirs', isPrivate: true, botIsMember: false },
      { id: 'C5', name: 'old', isArchived: true },
    ],
  })
})
beforeEach(() => {
  const config = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl })
  channels = createChannels(createClients(config, quiet).read)
  sandbox.workspace.scopes = manifestScopes()
  sandbox.faults.clear()
})
afterAll(() => sandbox.close())

test('without the scope a private channel is not fit, whatever it is; with it the same is looked at anew', async () => {
  sandbox.workspace.scopes = withoutPrivate
  for (const id of ['C2', 'C3']) {
    expect(await channels.unfit(id)).toBe('unseen')
    expect(await channels.door(id)).toBe('shut')
  }
  sandbox.workspace.scopes = manifestScopes()
  expect(await channels.unfit('C2')).toBeUndefined()
  expect(await channels.door('C2')).toBe('members')
  expect(await channels.unfit('C3')).toBe('external')
})

test('what fails for another reason is thrown and not remembered', async () => {
  sandbox.workspace.scopes = manifestScopes().filter((scope) => scope !== 'channels:read' && scope !== 'groups:read')
  await expect(channels.unfit('C1')).rejects.toMatchObject({ data: { error: 'missing_scope' } })
  sandbox.workspace.scopes = manifestScopes()
  // The SDK tries a read three times by itself.
  sandbox.faults.add('conversations.info', '500', 3)
  await expect(channels.unfit('C1')).rejects.toThrow()
  expect(await channels.unfit('C1')).toBeUndefined()
  // What Slack told once is.
  sandbox.faults.add('conversations.info', '500', 3)
  expect(await channels.unfit('C1')).toBeUndefined()
})

test('where the bot is not it posts nothing; in its direct messages there is nothing to look at', async () => {
  expect(await channels.unfit('C4')).toBe('uninvited')
  expect(await channels.unfit('C5')).toBe('archived')
  expect(await channels.unfit('D1')).toBeUndefined()
})

test('nothing is shared and nobody subscribes where it is not to be seen who reads along', async () => {
  const mayPost = createMayPost(channels, { has: async () => true })
  sandbox.workspace.scopes = withoutPrivate
  expect(await mayPost('C3', 'U1')).toBe('unseen')
  expect(await mayPost('C4', 'U1')).toBe('uninvited')
  expect(await refusal(channels, 'C3', 'en')).toContain('groups:read')
  expect(await refusal(channels, 'C4', 'ja')).toContain('/invite @RevOps')
})
