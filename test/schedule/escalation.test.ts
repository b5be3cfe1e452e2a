import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { businessHoursBetween } from '../../src/calendar/business-hours.ts'
import { companyCalendar } from '../../src/calendar/company.ts'
import type { Alert } from '../../src/define/alert.ts'
import { createEscalation } from '../../src/schedule/escalation.ts'
import { managerOf } from '../../src/schedule/managers.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import type { Person } from '../../src/ssot/people.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, instant, observation, type Replica, type ReplicaOptions, well } from './rig.ts'

describe('business hours', () => {
  it.each([
    // Friday noon to Monday noon: half of Friday, half of Monday.
    ['over a weekend', 'UTC', '2026-11-06T12:00Z', '2026-11-09T12:00Z', 24],
    ['within a day', 'UTC', '2026-11-09T09:00Z', '2026-11-09T17:30Z', 8.5],
    ['on a Saturday', 'UTC', '2026-11-07T09:00Z', '2026-11-07T17:00Z', 0],
    // In Tokyo, 15:00 UTC of Sunday is Monday's midnight.
    ['in the company’s zone', 'Asia/Tokyo', '2026-11-08T14:00Z', '2026-11-08T16:00Z', 1],
    ['backwards', 'UTC', '2026-11-09T17:00Z', '2026-11-09T09:00Z', 0],
  ])('%s', (_, zone, from, to, hours) => {
    expect(businessHoursBetween(instant(from), instant(to), companyCalendar({ zone }))).toBe(hours)
  })
})

test('who left is stood in for by their own manager; nobody is above the top, nor in a circle', () => {
  const person = (id: string, managerId: string | null, active = true): Person => {
    return { id, managerId, active, name: id, email: `${id}@example.com`, role: 'manager', team: null }
  }
  const people = [
    person('rep', 'left'),
    person('left', 'boss', false),
    person('boss', null),
    person('a', 'b', false),
    person('b', 'a', false),
  ]
  expect(['rep', 'left', 'boss', 'a', 'nobody'].map((id) => managerOf(id, people)?.id)).toEqual([
    'boss',
    'boss',
    undefined,
    undefined,
    undefined,
  ])
})

describe('an alert that nobody takes on', () => {
  let database: TestDatabase
  const replicas: Replica[] = []
  beforeEach(async () => {
    database = await createDatabase()
    await writeWorld(database, 'UTC', {})
  })
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((each) => each.stop()))
    await database.drop()
  })

  const friday = instant('2026-11-06T08:00:00Z')
  const anns = [observation('acme', { ...bad, mention: ['ann'] })]
  const rule = (fields: Partial<Alert> = {}, observe: Parameters<typeof alert>[0] = () => anns): Alert =>
    alert(observe, { escalateAfterHours: 24, ...fields })

  function replica(made: Alert, slack: ReturnType<typeof createFakeSlack>, options: Partial<ReplicaOptions> = {}) {
    const clock = createMovableClock({ start: friday })
    const one = createReplica({
      url: database.url,
      sender: slack,
      clock,
      definitions: { alerts: { rule: made } },
      keepers: (workshop, pool, config) => [createEscalation(workshop, config, pool)],
      ...options,
    })
    replicas.push(one)
    return { one, to: (at: string) => clock.set(instant(at)) }
  }

  it('goes to the manager of who was mentioned, in its thread, after so many business hours, once', async () => {
    const slack = createFakeSlack()
    const { one, to } = replica(rule(), slack)
    await one.start()
    // Told on Friday at 09:00: 15 business hours are over by Sunday, 24 on Monday at 09:00.
    await to('2026-11-09T08:30:00Z')
    expect(slack.texts()).toEqual(['acme fired'])
    await to('2026-11-11T12:00:00Z')
    expect(slack.texts()).toEqual([
      'acme fired',
      'An alert: Nobody has taken on “An alert” for 24 business hours. Please acknowledge it, or assign it to somebody.',
    ])
    expect(slack.posts[1]?.thread).toBe('1')
    expect(JSON.stringify(slack.posts[1]?.blocks)).toContain('<@person:mia>')
  })

  it.each([
    ['acknowledges', { kind: 'acknowledge' } as const],
    ['snoozes', { kind: 'snooze', for: 'week' } as const],
    ['assigns', { kind: 'assign', email: 'bob@example.com' } as const],
  ])('whoever %s it keeps it from being escalated', async (_, press) => {
    const slack = createFakeSlack()
    const { one, to } = replica(rule(), slack)
    await one.start()
    await to('2026-11-06T09:30:00Z')
    await one.desk.press(slack.posts[0]?.key ?? '', press, { email: 'ann@example.com', locale: 'en' })
    await to('2026-11-11T12:00:00Z')
    expect(slack.posts).toHaveLength(1)
  })

  it('is not escalated when it is over before; and anew when it fires again', async () => {
    const slack = createFakeSlack()
    const fires = ['2026-11-06', '2026-11-10', '2026-11-11', '2026-11-12']
    const { one, to } = replica(
      rule({}, ({ now }) => [
        observation('acme', { ...(fires.includes(now.toString().slice(0, 10)) ? bad : well), mention: ['ann'] }),
      ]),
      slack,
    )
    await one.start()
    await to('2026-11-10T08:00:00Z')
    expect(slack.texts().filter((text) => text.includes('Nobody'))).toHaveLength(0)
    await to('2026-11-11T10:00:00Z')
    expect(slack.texts().filter((text) => text.includes('Nobody'))).toHaveLength(1)
  })

  it('of two replicas exactly one tells it', async () => {
    const slack = createFakeSlack()
    const both = [replica(rule(), slack), replica(rule(), slack)]
    await Promise.all(both.map(({ one }) => one.start()))
    await Promise.all(both.map(({ to }) => to('2026-11-10T12:00:00Z')))
    expect(slack.texts().filter((text) => text.includes('Nobody'))).toHaveLength(1)
  })

  it('a replica that died between the mark and the end of its run tells nothing twice', async () => {
    const slack = createFakeSlack()
    const { one, to } = replica(rule(), slack)
    await one.start()
    await to('2026-11-09T09:30:00Z')
    // As if the run had not been concluded: it is had again.
    await database.query(
      `update revops.runs set finished_at = null, outcome = null, lease_until = now() where kind = 'keeper'`,
    )
    await one.scheduler.settle()
    expect(slack.texts().filter((text) => text.includes('Nobody'))).toHaveLength(1)
  })

  it('where nobody is above, whoever is named for the rule is told', async () => {
    const slack = createFakeSlack()
    const { one, to } = replica(
      rule({}, () => [observation('acme', bad)]),
      slack,
      { alertOwners: { rule: 'cleo@example.com' } },
    )
    await one.start()
    await to('2026-11-10T12:00:00Z')
    expect(JSON.stringify(slack.posts[1]?.blocks)).toContain('<@person:cleo>')
  })
})
