import { afterEach, beforeEach, expect, it, test } from 'vitest'
import type { Alert, Observation } from '../../src/define/alert.ts'
import { createEscalation } from '../../src/schedule/escalation.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, instant, observation, type Replica, type ReplicaOptions, well } from './rig.ts'

// Ann and Bob sell under Mia, Cleo has customers, both under Rex, who runs operations.
let database: TestDatabase
let replica: Replica | undefined
beforeEach(async () => {
  database = await createDatabase()
  await writeWorld(database, 'UTC', {})
})
afterEach(async () => {
  await replica?.stop()
  await database.drop()
})

async function begin(
  observe: Parameters<typeof alert>[0],
  fields: Partial<Alert> = {},
  options: Partial<ReplicaOptions> = {},
) {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: instant('2026-11-08T12:00:00Z') })
  const rule = alert(observe, { channel: 'owner', grouping: 'together', ...fields })
  replica = createReplica({ url: database.url, sender: slack, clock, definitions: { alerts: { rule } }, ...options })
  await replica.start()
  return {
    slack,
    log: replica.log,
    to: (at: string) => clock.set(instant(at)),
    told: () => slack.posts.map(({ channel, text }) => `${channel.replace('@example.com', '')} ${text}`),
  }
}

const of = (series: string, owner: string | null, fields: Partial<Observation> = bad): Observation =>
  observation(series, { ...fields, mention: owner === null ? [] : [owner], people: owner === null ? [] : [owner] })

test('each owner gets their own series in their direct messages, and nobody else’s', async () => {
  const { to, told } = await begin(() => [of('acme', 'ann'), of('globex', 'bob'), of('initech', 'ann')])
  await to('2026-11-09T09:30:00Z')
  expect(told().sort()).toEqual(['D-ann acme fired, initech fired', 'D-bob globex fired'])
})

test('news of what was told stays where it was told', async () => {
  const { to, told, slack } = await begin(({ now }) => [
    of('acme', 'ann', now.toString().startsWith('2026-11-09') ? bad : well),
  ])
  await to('2026-11-10T09:30:00Z')
  expect(told()).toEqual(['D-ann acme recovered', 'D-ann reply: acme recovered'])
  expect(slack.posts[1]?.thread).toBe('1')
})

it.each([
  ['who left: their manager', `update ssot.users set active = false where id = 'ann'`, 'D-mia'],
  ['who is not in Slack: their manager', `update ssot.users set email = 'unknown@x' where id = 'ann'`, 'D-mia'],
  ['whose manager left too: the one above', `update ssot.users set active = false where id in ('ann', 'mia')`, 'D-rex'],
  ['with nobody above in Slack: whoever is named for the rule', `update ssot.users set active = id = 'cleo'`, 'D-cleo'],
])('of an owner %s', async (_, change, channel) => {
  const { to, told } = await begin(() => [of('acme', 'ann')], {}, { alertOwners: { rule: 'cleo@example.com' } })
  await database.query(change)
  await to('2026-11-09T09:30:00Z')
  expect(told()).toEqual([`${channel} acme fired`])
})

test('a series that is nobody’s goes to those who run the bot', async () => {
  const { to, told } = await begin(() => [of('acme', null)])
  await to('2026-11-09T09:30:00Z')
  expect(told()).toEqual(['D-rex acme fired'])
})

test('where nobody can be told it is not lost: it is told as soon as somebody can be', async () => {
  const { to, told, log } = await begin(() => [of('acme', 'ann')])
  await database.query(`update ssot.users set email = 'unknown' || id`)
  await to('2026-11-09T09:30:00Z')
  expect(told()).toEqual([])
  expect(log.lines.filter(({ sentence }) => sentence.startsWith('nobody in Slack'))).toHaveLength(1)
  await database.query(`update ssot.users set email = id || '@example.com'`)
  await to('2026-11-10T09:30:00Z')
  expect(told()).toEqual(['D-ann acme fired'])
})

test('unanswered, it goes to the manager’s own direct messages, who does not read the owner’s', async () => {
  const { to, told } = await begin(
    () => [of('acme', 'ann')],
    { escalateAfterHours: 24 },
    { keepers: (workshop, pool, config) => [createEscalation(workshop, config, pool)] },
  )
  await to('2026-11-11T12:00:00Z')
  expect(told()).toEqual(['D-ann acme fired', expect.stringContaining('mailto:mia An alert: Nobody has taken on')])
})
