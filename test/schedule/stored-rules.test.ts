import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog.ts'
import type { NewRule } from '../../src/define/alert-rule.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { deals, writeWorld } from '../support/rows.ts'
import { ruleSpec } from '../support/rule-spec.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, instant, type Replica, type ReplicaOptions, stopped } from './rig.ts'

// Friday 6 November 2026, noon UTC. Ann and Bob sell under Mia, Rex runs operations.
const friday = instant('2026-11-06T12:00:00Z')
const loaded = await loadCatalog()
const catalog = { ...loaded, reports: new Map(), alerts: new Map() }

let database: TestDatabase
let replicas: Replica[] = []
beforeEach(async () => {
  database = await createDatabase()
  // Ann won 300 in the last week, Bob 100.
  await writeWorld(database, 'UTC', {
    ...deals(
      {
        id: 'd1',
        owner_id: 'ann',
        amount: 300,
        created_at: '2026-10-01',
        life: [['2026-11-04T10:00', { stage_id: 'won' }]],
      },
      {
        id: 'd2',
        owner_id: 'bob',
        amount: 100,
        created_at: '2026-10-01',
        life: [['2026-11-05T10:00', { stage_id: 'won' }]],
      },
    ),
  })
})
afterEach(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  replicas = []
  await database.drop()
})

function replica(options: Omit<ReplicaOptions, 'url'>): Replica {
  const made = createReplica({ url: database.url, catalog, ...options })
  replicas.push(made)
  return made
}

const wanted = (fields: Partial<NewRule> = {}): NewRule => ({
  spec: ruleSpec(),
  madeBy: 'rex',
  scope: 'company',
  knownSince: friday,
  ...fields,
})
const rulesOf = ({ scheduler: { workshop } }: Replica) => {
  if (!workshop.rules) throw new Error('no rules')
  return workshop.rules
}

test('a rule made in Slack runs by the clock like one of a file, and is listed as firing under its name', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  const id = await rulesOf(made).add(wanted())
  await clock.set(instant('2026-11-07T09:00:00Z'))
  expect(slack.posts).toHaveLength(1)
  expect(slack.posts[0]?.channel).toBe('C0SALES')
  // 300 + 100 in the seven days up to the 6th.
  expect(slack.texts()[0]).toMatch(/^Bookings are low: Bookings, over the last 7 days, is .?400/)
  expect(await made.scheduler.state.firing()).toMatchObject([{ alert: id, state: 'firing' }])
  expect((await made.scheduler.state.runs()).map((each) => each.id)).toContain(id)
})

test('nobody is called by what a rule is named', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  await rulesOf(made).add(wanted({ spec: ruleSpec({ name: '<!channel> low' }) }))
  await clock.set(instant('2026-11-07T09:00:00Z'))
  expect(slack.texts()[0]).toContain('!channel low')
  expect(JSON.stringify(slack.posts)).not.toContain('<!channel>')
})

test('another replica takes it up at its next ring, and of two exactly one posts', async () => {
  const slack = createFakeSlack()
  const clocks = [createMovableClock({ start: friday }), createMovableClock({ start: friday })]
  const both = clocks.map((clock) => replica({ clock, sender: slack }))
  await Promise.all(both.map((each) => each.start()))
  const [first] = both
  if (!first) throw new Error('no replica')
  await rulesOf(first).add(wanted())
  await Promise.all(clocks.map((clock) => clock.set(instant('2026-11-07T09:00:00Z'))))
  expect(slack.posts).toHaveLength(1)
})

test('an instant from before it was made, or changed, was never missed', async () => {
  const slack = createFakeSlack()
  const made = replica({ clock: stopped('2026-11-06T12:00:00Z'), sender: slack })
  await made.start()
  const id = await rulesOf(made).add(wanted())
  await made.scheduler.settle()
  expect(slack.posts).toEqual([])
  await rulesOf(made).change(id, ruleSpec({ schedule: 'daily at 11:00' }), friday)
  await made.scheduler.settle()
  expect(slack.posts).toEqual([])
})

test('a manager’s rule sees their own people only, and is for who may see those', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  await database.query(`update ssot.users set manager_id = 'rex' where id = 'bob'`)
  await rulesOf(made).add(wanted({ madeBy: 'mia', scope: 'team' }))
  await clock.set(instant('2026-11-07T09:00:00Z'))
  // Ann's 300; Bob is not Mia's any more.
  expect(slack.texts()[0]).toMatch(/is .?300/)
  expect(await made.scheduler.state.firing()).toMatchObject([{ people: ['mia'] }])
})

test('two managers’ rules on the same KPI at the same hour are told in one channel, each with whose figures they are', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  await database.query(
    `insert into ssot.users (id, name, email, role, team, manager_id) values ('max', 'Max', 'max@example.com', 'manager', 'West', 'rex')`,
  )
  await database.query(`update ssot.users set manager_id = 'max' where id = 'bob'`)
  await rulesOf(made).add(wanted({ madeBy: 'mia', scope: 'team' }))
  await rulesOf(made).add(wanted({ madeBy: 'max', scope: 'team' }))
  await clock.set(instant('2026-11-07T09:00:00Z'))
  // Ann's 300 and Bob's 100; the company's 400 nowhere.
  expect(
    slack
      .texts()
      .map((text) => /is .?(\d+)/.exec(text)?.[1])
      .sort(),
  ).toEqual(['100', '300'])
  const posts = slack.posts.map((post) => JSON.stringify(post))
  expect(posts.filter((post) => post.includes('Mia’s team'))).toHaveLength(1)
  expect(posts.filter((post) => post.includes('West (2 people)'))).toHaveLength(1)
})

test('a manager who left: the rule is switched off, and who runs the bot is told once', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  await rulesOf(made).add(wanted({ madeBy: 'mia', scope: 'team' }))
  await database.query(`update ssot.users set active = false where id = 'mia'`)
  await clock.set(instant('2026-11-09T09:00:00Z'))
  expect(slack.posts.map(({ channel }) => channel)).toEqual(['mailto:rex@example.com'])
  expect((await rulesOf(made).all())[0]?.off?.en).toContain('whoever made it may not see')
})

test('a rule that does not hold any more stops nothing: it is switched off, its maker told once by two replicas', async () => {
  const slack = createFakeSlack()
  const clocks = [createMovableClock({ start: friday }), createMovableClock({ start: friday })]
  const first = replica({ clock: stopped('2026-11-06T12:00:00Z'), sender: slack })
  await first.start()
  await rulesOf(first).add(wanted())
  await first.stop()
  replicas = []
  // As a release without this KPI, or a person with a database client, would leave it.
  await database.query(`update revops.alert_rules set spec = spec || '{"metric": "bookngs", "by": "x"}'`)
  const both = clocks.map((clock) => replica({ clock, sender: slack }))
  await Promise.all(both.map((each) => each.start()))
  await Promise.all(clocks.map((clock) => clock.set(instant('2026-11-08T09:00:00Z'))))
  expect(slack.posts.map(({ channel, text }) => `${channel} ${text}`)).toEqual([
    'mailto:rex@example.com Your alert rule “Bookings are low” is switched off, because it does not hold any more. watch.metric: there is no KPI “bookngs”; did you mean bookings',
  ])
  const [made] = both
  const [rule] = made ? await rulesOf(made).all() : []
  expect(rule?.off?.ja).toContain('「bookngs」というKPIはありません')
})

test('what cannot be read at all is switched off too', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  await rulesOf(made).add(wanted())
  await database.query(`update revops.alert_rules set spec = '{"kind": "of a later release"}', known_since = now()`)
  await clock.set(instant('2026-11-07T09:00:00Z'))
  expect(slack.texts()).toEqual([expect.stringContaining('stored in a way that this release cannot read')])
})

test('deleted, it is looked at no more and fires no more; changed, it runs again', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack })
  await made.start()
  const rules = rulesOf(made)
  const id = await rules.add(wanted())
  await clock.set(instant('2026-11-07T09:00:00Z'))
  expect(await rules.remove(id)).toBe(true)
  expect(await made.scheduler.state.firing()).toEqual([])
  expect(await rules.remove(id)).toBe(false)
  expect(await rules.change(id, ruleSpec(), friday)).toBe(false)
  await clock.set(instant('2026-11-08T09:00:00Z'))
  expect(slack.posts).toHaveLength(1)
})

test('its maker is told by its name of a channel that takes nothing, and where to choose another', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: friday })
  const made = replica({ clock, sender: slack, alertOwners: { ops: 'boss@x.example' } })
  await made.start()
  await rulesOf(made).add(wanted({ madeBy: 'mia' }))
  slack.closed.set('C0SALES', 'not_in_channel')
  await clock.set(instant('2026-11-07T09:00:00Z'))
  expect(slack.posts.map(({ channel, text }) => [channel, text])).toEqual([
    ['mailto:mia@example.com', '“Bookings are low” could not be posted to #sales. The bot is not in the channel.'],
  ])
  expect(JSON.stringify(slack.posts[0]?.blocks)).toContain(
    'Invite me there with `/invite @RevOps`. Choose another channel for it: `/revops alerts`, *Edit*.',
  )
})
