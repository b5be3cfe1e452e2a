import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { createClients } from '../../src/slack/clients.ts'
import { createMembers, type Members, mostMembers } from '../../src/slack/members.ts'
import { createSlackUsers } from '../../src/slack/people.ts'
import { runLog } from '../support/run-log/log.ts'

const people = Array.from({ length: mostMembers + 1 }, (_, i) => ({
  email: `p${i}@example.com`,
  name: `P ${i}`,
  role: 'rep',
}))
const some = (n: number) => people.slice(0, n).map(({ email }) => email)
let sandbox: SlackSandbox
let members: Members
const channel = (name: string): string => sandbox.workspace.findChannel(name)?.id ?? ''
const calls = (method: string): number => sandbox.log().filter((entry) => entry.method === method).length

beforeAll(async () => {
  sandbox = await createSlackSandbox({
    signingSecret: 'secret',
    botToken: 'xoxb-sandbox',
    rateSpeed: 1_000,
    people: [
      ...people,
      { id: 'U0PARTNER1', email: 'partner@example.com', name: 'A partner', role: 'rep', team: 'T0PARTNER' },
    ],
    channels: [
      { name: 'three', members: some(3) },
      { name: 'four', members: some(4) },
      { name: 'full', members: some(mostMembers - 1) },
      { name: 'all' },
      { name: 'secret', isPrivate: true, botIsMember: false },
      { name: 'connected', members: ['p0@example.com', 'partner@example.com'] },
      { name: 'others', members: [0, 3, 4].map((i) => `p${i}@example.com`) },
    ],
  })
})
afterAll(() => sandbox.close())
const clientOf = () =>
  createClients(loadConfig({ SLACK_BOT_TOKEN: 'xoxb-sandbox', SLACK_API_URL: sandbox.apiUrl }), runLog()).read
beforeEach(() => {
  members = createMembers(clientOf())
})

it('people with their e-mails, without the bot', async () => {
  const found = await members.of(channel('three'))
  expect(found).toHaveLength(3)
  expect(found).toContainEqual({ id: expect.stringMatching(/^U/), email: 'p0@example.com' })
})

it('who is there is asked each time, who has which e-mail once', async () => {
  const before = [calls('conversations.members'), calls('users.info')]
  for (const name of ['three', 'three', 'four']) await members.of(channel(name))
  // The bot and three people, then one more.
  expect([calls('conversations.members'), calls('users.info')]).toEqual([(before[0] ?? 0) + 3, (before[1] ?? 0) + 5])
})

it('of many the directory is read, in few calls', async () => {
  const before = calls('users.info')
  expect(await members.of(channel('full'))).toHaveLength(mostMembers - 1)
  expect(calls('users.info') - before).toBeLessThan(3)
})

it('somebody whom Slack does not show us is there, without an e-mail', async () => {
  const { botUser } = sandbox.workspace.identity
  const read = createClients(loadConfig({ SLACK_BOT_TOKEN: 'x' }), runLog()).read
  read.conversations.members = async () => ({ ok: true, members: ['U0ELSEWHERE', botUser] })
  read.users.info = clientOf().users.info
  read.auth.test = clientOf().auth.test
  expect(await createMembers(read).of('C1')).toEqual([{ id: 'U0ELSEWHERE', email: undefined }])
})

it('somebody of another company is there, and not believed to be who has that e-mail here', async () => {
  expect(await members.of(channel('connected'))).toEqual([
    { id: expect.any(String), email: 'p0@example.com' },
    { id: 'U0PARTNER1', email: undefined },
  ])
  const users = createSlackUsers(clientOf())
  expect((await users.find('U0PARTNER1')).email).toBeUndefined()
  expect((await users.find(sandbox.workspace.people[0]?.id ?? '')).email).toBe('p0@example.com')
})

it('who is forgotten for others to be remembered is still there', async () => {
  const few = createMembers(clientOf(), 3)
  // Three people and the bot; then one who was the first to be forgotten, and two others.
  expect(await few.of(channel('three'))).toHaveLength(3)
  for (let time = 0; time < 2; time += 1) {
    const found = await few.of(channel('others'))
    expect(typeof found === 'string' ? found : found.map(({ email }) => email).sort()).toEqual([
      'p0@example.com',
      'p3@example.com',
      'p4@example.com',
    ])
  }
})

it('too many are not looked up', async () => {
  const before = calls('users.list')
  expect(await members.of(channel('all'))).toBe('too many')
  expect(calls('users.list')).toBe(before)
})

it('a channel that Slack does not let us look into is not to be seen', async () => {
  expect(await members.of(channel('secret'))).toBe('not to be seen')
})

it('when Slack asks to wait, it is for later', async () => {
  sandbox.faults.add('conversations.members', '429', 1)
  expect(await members.of(channel('three'))).toBe('later')
})

it('direct messages with the bot have no other reader', async () => {
  expect(await members.of('D123')).toEqual([])
})
