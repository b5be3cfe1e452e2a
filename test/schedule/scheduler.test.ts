import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import {
  alert,
  bad,
  createReplica,
  instant,
  message,
  observation,
  type Replica,
  type ReplicaOptions,
  report,
  stopped,
  well,
} from './rig.ts'

let database: TestDatabase
let replicas: Replica[] = []
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  replicas = []
  await database.drop()
})

function replica(options: Omit<ReplicaOptions, 'url'>): Replica {
  const made = createReplica({ url: database.url, ...options })
  replicas.push(made)
  return made
}

const runs = async () =>
  (
    await database.query(
      'select kind, id, due, outcome, late, attempts, reason from revops.runs order by due, kind, id',
    )
  ).rows

test('a moved clock replays a week in order, each run as of its own instant', async () => {
  const slack = createFakeSlack()
  const seen: string[] = []
  const clock = createMovableClock({
    start: instant('2026-11-06T12:00:00Z'), // a Friday
    beforeInstant: async (at) => void seen.push(at.toString()),
  })
  const dip = alert(({ now }) => [observation('emea', now.toString() === '2026-11-11T09:00:00Z' ? bad : well)], {
    schedule: 'weekdays at 09:00',
  })
  const weekly = report({
    schedule: 'mondays at 08:00',
    run: async ({ now, state }) => {
      return message(`week ${now} firing ${(await state.firing()).length}`)
    },
  })
  const { scheduler, start } = replica({ clock, sender: slack, definitions: { reports: { weekly }, alerts: { dip } } })
  await start()
  await clock.set(instant('2026-11-16T09:00:00Z'))

  expect(slack.texts()).toEqual([
    'week 2026-11-09T08:00:00Z firing 0',
    'emea recovered',
    'reply: emea recovered',
    'week 2026-11-16T08:00:00Z firing 0',
  ])
  expect(seen).toEqual([
    '2026-11-09T08:00:00Z',
    '2026-11-09T09:00:00Z',
    '2026-11-10T09:00:00Z',
    '2026-11-11T09:00:00Z',
    '2026-11-12T09:00:00Z',
    '2026-11-13T09:00:00Z',
    '2026-11-16T08:00:00Z',
    '2026-11-16T09:00:00Z',
  ])
  const planned = await scheduler.state.runs()
  expect(planned.map(({ id, next, last }) => [id, next.toString(), last?.outcome])).toEqual([
    ['dip', '2026-11-17T09:00:00Z', 'nothing to say'],
    ['weekly', '2026-11-23T08:00:00Z', 'told'],
  ])

  // Back and forth again: what was done is not done again.
  await clock.set(instant('2026-11-10T00:00:00Z'))
  expect(clock.now().toString()).toBe('2026-11-10T00:00:00Z')
  await clock.set(instant('2026-11-16T09:00:00Z'))
  expect(slack.posts).toHaveLength(4)
})

test('of two replicas on one database, each instant is run by exactly one', async () => {
  const slack = createFakeSlack()
  let evaluations = 0
  const counted = report({
    schedule: 'every 15 minutes',
    run: async ({ now }) => {
      evaluations += 1
      return message(`${now}`)
    },
  })
  const start = instant('2026-11-09T08:00:00Z')
  const clocks = [createMovableClock({ start }), createMovableClock({ start })]
  const both = clocks.map((clock) => replica({ clock, sender: slack, definitions: { reports: { counted } } }))
  await Promise.all(both.map((each) => each.start()))
  await Promise.all(clocks.map((clock) => clock.set(instant('2026-11-09T12:00:00Z'))))

  expect(evaluations).toBe(16)
  const quarters = Array.from({ length: 16 }, (_, i) => `${start.add({ minutes: 15 * (i + 1) })}`)
  expect(slack.texts().sort()).toEqual(quarters)
  expect((await runs()).every(({ outcome, attempts }) => outcome === 'told' && attempts === 1)).toBe(true)
})

test('a run that crashed between claim and end is taken over once its lease is over', async () => {
  const slack = createFakeSlack()
  const definitions = { reports: { daily: report() } }
  const first = replica({ clock: stopped('2026-11-09T08:59:00Z'), sender: slack, definitions })
  await first.start()
  await database.query(
    `insert into revops.runs (kind, id, due, late, claimed_by, lease_until)
     values ('report', 'daily', '2026-11-09T09:00Z', false, 'gone', clock_timestamp() + interval '4 seconds')`,
  )
  const second = replica({ clock: stopped('2026-11-09T09:01:00Z'), sender: slack, definitions })
  await second.start()
  await second.scheduler.settle()
  expect(slack.posts).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 4_050))
  await second.scheduler.settle()
  expect(slack.texts()).toEqual(['report 2026-11-09T09:00:00Z'])
  expect(await runs()).toMatchObject([{ outcome: 'told', attempts: 2 }])
})

test('a run that ends every process that tries it is given up, and says so', async () => {
  const slack = createFakeSlack()
  const definitions = { reports: { deadly: report() } }
  const first = replica({ clock: stopped('2026-11-09T08:59:00Z'), sender: slack, definitions })
  await first.start()
  await database.query(
    `insert into revops.runs (kind, id, due, late, claimed_by, lease_until, attempts)
     values ('report', 'deadly', '2026-11-09T09:00Z', false, 'gone', clock_timestamp(), 3)`,
  )
  const second = replica({ clock: stopped('2026-11-09T09:01:00Z'), sender: slack, definitions })
  await second.start()
  await second.scheduler.settle()
  expect(await runs()).toMatchObject([{ outcome: 'error', reason: 'it was begun 3 times and never ended' }])
  expect(second.log.lines.map(({ level }) => level)).toContain('error')
})

test('instants missed while down are caught up once, the latest only, marked late', async () => {
  const slack = createFakeSlack()
  const definitions = { reports: { daily: report({ catchUpHours: 3 }), hourly: report({ schedule: 'hourly at :00' }) } }
  const before = replica({ clock: stopped('2026-11-09T07:00:00Z'), sender: slack, definitions })
  await before.start()
  const after = replica({ clock: stopped('2026-11-09T11:20:00Z'), sender: slack, definitions })
  await after.start()
  await after.scheduler.settle()
  expect(slack.texts()).toEqual(['report 2026-11-09T09:00:00Z', 'report 2026-11-09T11:00:00Z'])
  expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('Posted late: this was due Mon 9 Nov 2026, 09:00 UTC.')
  expect((await runs()).map(({ late }) => late)).toEqual([true, true])

  const muchLater = replica({ clock: stopped('2026-11-10T12:30:00Z'), sender: slack, definitions })
  await muchLater.start()
  await muchLater.scheduler.settle()
  expect((await runs()).filter(({ id }) => id === 'daily').map(({ outcome }) => outcome)).toEqual(['told', 'missed'])
})

test('what fell due before the bot knew of it was never missed; nor under a schedule that is new', async () => {
  const slack = createFakeSlack()
  const clock = stopped('2026-11-09T10:00:00Z')
  const first = replica({ clock, sender: slack, definitions: { reports: { daily: report() } } })
  await first.start()
  const sooner = report({ schedule: 'daily at 08:00' })
  const second = replica({ clock, sender: slack, definitions: { reports: { daily: sooner } } })
  await second.start()
  await second.scheduler.settle()
  expect(await runs()).toEqual([])
})

test.each([
  {
    name: 'a local time that the spring day skips runs once, an hour later',
    schedule: 'daily at 02:30',
    from: '2026-03-07T12:00:00Z',
    to: '2026-03-09T12:00:00Z',
    // 02:30 does not exist in New York on 8 March 2026: 03:30 there is 07:30 UTC.
    due: ['2026-03-08T07:30:00.000Z', '2026-03-09T06:30:00.000Z'],
  },
  {
    name: 'a local time that the autumn day has twice runs once, the first time',
    schedule: 'daily at 01:30',
    from: '2026-10-31T12:00:00Z',
    to: '2026-11-02T12:00:00Z',
    // 01:30 comes at 05:30 and at 06:30 UTC on 1 November 2026.
    due: ['2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
  },
])('$name', async ({ schedule, from, to, due }) => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: instant(from) })
  const definitions = { reports: { nightly: report({ schedule }) } }
  const { start } = replica({ clock, sender: slack, definitions, zone: 'America/New_York' })
  await start()
  await clock.set(instant(to))
  expect((await runs()).map((each) => each.due.toISOString())).toEqual(due)
  expect(slack.posts).toHaveLength(2)
})

test('an evaluation that fails is tried again, and in the end is an error that shows', async () => {
  const slack = createFakeSlack()
  let failures = 2
  const shaky = report({
    run: async ({ now }) => {
      if (failures-- > 0) throw new Error('the SSOT is asleep')
      return message(`at last ${now}`)
    },
  })
  const broken = alert(({ now }) => {
    if (now.toString().startsWith('2026-11-10')) throw new Error('a rule with a fault')
    return [observation('emea', bad)]
  })
  const clock = createMovableClock({ start: instant('2026-11-09T08:00:00Z') })
  const { scheduler, log, start } = replica({
    clock,
    sender: slack,
    definitions: { reports: { shaky }, alerts: { broken } },
  })
  await start()
  await clock.set(instant('2026-11-09T09:00:00Z'))
  await expect
    .poll(async () => (await scheduler.state.runs()).map(({ last }) => last?.outcome))
    .toEqual(['told', 'told'])
  await scheduler.settle()
  expect(slack.texts()).toEqual(['emea fired', 'at last 2026-11-09T09:00:00Z'])

  await clock.set(instant('2026-11-10T09:00:00Z'))
  await expect.poll(async () => (await runs()).at(2)?.outcome, { timeout: 5_000 }).toBe('error')
  expect((await runs()).at(2)).toMatchObject({ attempts: 3, reason: 'a rule with a fault' })
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
  const { rows } = await database.query('select state, since is not null as firing from revops.alert_series')
  expect(rows).toEqual([{ state: 'error', firing: true }])
  expect((await scheduler.state.firing()).map(({ series, state }) => [series, state])).toEqual([['emea', 'firing']])

  // It comes back by itself, and has not forgotten that it was firing.
  await clock.set(instant('2026-11-11T09:00:00Z'))
  expect((await scheduler.state.firing()).map(({ since }) => since.toString())).toEqual(['2026-11-09T09:00:00Z'])
  expect(slack.texts('C0ALERTS')).toEqual(['emea fired'])
})

test('while its relations are stale an alert neither fires nor recovers', async () => {
  const slack = createFakeSlack()
  let standing = bad
  const watched = alert(() => [observation('emea', standing)], { relations: ['leads'] })
  const clock = createMovableClock({ start: instant('2026-11-09T08:00:00Z') })
  const { start } = replica({ clock, sender: slack, definitions: { alerts: { watched } } })
  await database.query(
    `insert into ssot.freshness (source, synced_at, relations) values ('crm', '2026-11-07T00:00Z', '{leads}')`,
  )
  await start()
  await clock.set(instant('2026-11-09T09:00:00Z'))
  expect((await runs()).map(({ outcome }) => outcome)).toEqual(['stale'])
  await database.query(`update ssot.freshness set synced_at = '2026-11-10T08:00Z'`)
  await clock.set(instant('2026-11-10T09:00:00Z'))
  expect(slack.texts()).toEqual(['emea fired'])
  standing = well
  await clock.set(instant('2026-11-11T09:00:00Z'))
  expect(slack.texts()).toEqual(['emea fired'])
  await database.query(`update ssot.freshness set synced_at = '2026-11-12T08:00Z'`)
  await clock.set(instant('2026-11-12T09:00:00Z'))
  expect(slack.texts()).toEqual(['emea recovered', 'reply: emea recovered'])
})

test('a channel without a Slack id is warned of at the start, and runs nothing', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: instant('2026-11-09T08:00:00Z') })
  const { log, start } = replica({
    clock,
    sender: slack,
    channels: {},
    definitions: { reports: { daily: report({ channel: 'board' }) } },
  })
  await start()
  expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([
    {
      level: 'warn',
      facts: { kind: 'report', id: 'daily', channel: 'board' },
      sentence: 'posts nothing: REVOPS_CONFIG maps its channel to no Slack id',
    },
  ])
  await clock.set(instant('2026-11-09T09:00:00Z'))
  expect(await runs()).toMatchObject([{ outcome: 'no channel', reason: 'board' }])
})

test('a report with nothing to say posts nothing; the news of one alert come worst first, in the channel’s language', async () => {
  const slack = createFakeSlack()
  const clock = createMovableClock({ start: instant('2026-11-09T08:00:00Z') })
  const many = alert(() => [3, 9, 5].map((weight) => observation(`s${weight}`, { ...bad, weight })), { channel: 'ja' })
  const definitions = { reports: { quiet: report({ run: async () => null }) }, alerts: { many } }
  const { start } = replica({ clock, sender: slack, definitions, channels: { sales: 'C1', ja: 'C2' } })
  await start()
  await clock.set(instant('2026-11-09T09:00:00Z'))
  expect(slack.texts()).toEqual(['s9 fired', 's5 fired', 's3 fired'])
  expect(new Set(slack.posts.map(({ locale }) => locale))).toEqual(new Set(['ja']))
  expect((await runs()).map(({ outcome }) => outcome)).toEqual(['told', 'nothing to say'])
})

test('a schedule that cannot be read stops the start, and names the file', () => {
  const definitions = { reports: { weekly_digest: report({ schedule: 'whenever' }) } }
  expect(() => createReplica({ url: database.url, sender: createFakeSlack(), definitions })).toThrow(
    /^ {2}reports\/weekly-digest\.ts: schedule: “whenever” is no schedule/m,
  )
})
