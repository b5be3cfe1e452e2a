import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { AlertPost, Observation } from '../../src/define/alert.ts'
import { createMovableClock, type MovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, instant, message, observation, type Replica, well } from './rig.ts'

const database = await createDatabase()
await writeWorld(database, 'UTC', {
  users: [
    { id: 'ann', name: 'Ann', email: 'ann@example.com', role: 'rep' },
    { id: 'mia', name: 'Mia', email: 'mia@example.com', role: 'manager' },
  ],
})
const replicas: Replica[] = []
afterAll(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  await database.drop()
})

/** What the series do each day from Monday 2 March 2026 on, at 09:00; the last one goes on. */
let days: readonly (readonly Observation[])[] = []
let slack = createFakeSlack()
let clock: MovableClock
let replica: Replica

const on = (day: number): Promise<void> => clock.set(instant(`2026-03-${String(day).padStart(2, '0')}T09:30:00Z`))
const key = (): string => slack.posts[0]?.key ?? ''
const press = (...[pressed, email = 'ann@example.com']: [Parameters<Replica['desk']['press']>[1], string?]) =>
  replica.desk.press(key(), pressed, { email, locale: 'en' })

/** The rule says of each series what is new, and who has it in hand. */
const said = ({ as, told, standing, handling: { acknowledged, assigned, snoozed } }: AlertPost) =>
  message(
    [
      as,
      told.map(({ news, observation: { series } }) => `${series} ${news}`).join(', '),
      `of ${standing.length}`,
      acknowledged && `seen by ${acknowledged.by}`,
      assigned && `for ${assigned.to} by ${assigned.by}`,
      snoozed && `quiet until ${snoozed.until ?? 'it changes'}${snoozed.reason ? `: ${snoozed.reason}` : ''}`,
    ]
      .filter(Boolean)
      .join(' '),
  )

beforeEach(async () => {
  await Promise.all(replicas.splice(0).map((each) => each.stop()))
  await database.query('drop schema if exists revops cascade')
  await database.query('drop schema if exists graphile_worker cascade')
  slack = createFakeSlack()
  clock = createMovableClock({ start: instant('2026-03-01T12:00:00Z') })
  const first = instant('2026-03-02T00:00:00Z')
  const rule = alert(
    ({ now }) => days[Math.min(days.length - 1, Math.floor(now.since(first).total('hours') / 24))] ?? [],
    { grouping: 'together', repeatEveryDays: 2, tellChanges: true, message: async (_, post) => said(post) },
  )
  replica = createReplica({ url: database.url, sender: slack, clock, definitions: { alerts: { rule } } })
  replicas.push(replica)
  await replica.start()
})

describe('acknowledging', () => {
  it('is shown in the message, and nothing is repeated any more', async () => {
    days = [[observation('a', bad), observation('b', bad)]]
    await on(2)
    expect(slack.texts()).toEqual(['post a fired, b fired of 2'])
    expect(await press({ kind: 'acknowledge' })).toContain('You are looking at it')
    await replica.scheduler.settle()
    expect(slack.texts()).toEqual(['post a repeated, b repeated of 2 seen by Ann'])
    await on(6)
    expect(slack.texts()).toHaveLength(1)
  })

  it('without it, it is repeated: the message is edited, and answered in its thread', async () => {
    days = [[observation('a', bad)]]
    await on(4)
    expect(slack.texts()).toEqual(['post a repeated of 1', 'reply a repeated of 1'])
    expect(slack.posts[1]?.thread).toBe('1')
  })

  it('ends with the series: who fires again is nobody’s', async () => {
    days = [[observation('a', bad)], [observation('a', well)], [observation('a', bad)]]
    await on(2)
    await press({ kind: 'acknowledge' })
    await on(4)
    expect(slack.texts()).toEqual(['post a recovered of 1', 'reply a recovered of 1', 'post a fired of 1'])
    await expect(press({ kind: 'acknowledge' })).resolves.toContain('Nothing is known of this message')
  })
})

describe('snoozing', () => {
  const worse = observation('a', { ...bad, fingerprint: 'worse' })
  it('for a week says nothing of changes, only that it is over', async () => {
    days = [[observation('a', bad)], [worse], [observation('a', well)]]
    await on(2)
    expect(await press({ kind: 'snooze', for: 'week' })).toContain('Quiet for a week')
    await on(3)
    expect(slack.texts()).toEqual(['post a repeated of 1 quiet until 2026-03-09T09:30:00Z'])
    await on(4)
    expect(slack.texts()).toEqual(['post a recovered of 1', 'reply a recovered of 1'])
  })

  it('with a reason shows it, until somebody says another thing', async () => {
    days = [[observation('a', bad)]]
    await on(2)
    await press({ kind: 'snooze', for: 'change', reason: 'Golden Week' })
    await replica.scheduler.settle()
    expect(slack.texts()).toEqual(['post a repeated of 1 quiet until it changes: Golden Week'])
    await press({ kind: 'snooze', for: 'week' })
    await replica.scheduler.settle()
    expect(slack.texts()).toEqual(['post a repeated of 1 quiet until 2026-03-09T09:30:00Z'])
  })

  it('for a day speaks again after it', async () => {
    days = [[observation('a', bad)], [worse]]
    await on(2)
    await press({ kind: 'snooze', for: 'day' })
    await on(3)
    expect(slack.texts()).toHaveLength(1)
    await on(4)
    expect(slack.texts()).toEqual(['post a changed of 1', 'reply a changed of 1'])
  })

  it('until it changes speaks once it does', async () => {
    days = [[observation('a', bad)], [observation('a', bad)], [observation('a', bad)], [worse]]
    await on(2)
    await press({ kind: 'snooze', for: 'change' })
    await on(4)
    expect(slack.texts()).toEqual(['post a repeated of 1 quiet until it changes'])
    await on(5)
    expect(slack.texts()).toEqual(['post a changed of 1', 'reply a changed of 1'])
  })
})

describe('whoever presses', () => {
  it('may assign it to somebody of the SSOT, and to nobody else', async () => {
    days = [[observation('a', bad)]]
    await on(2)
    expect(await press({ kind: 'assign', email: 'Mia@Example.com' })).toBe('Assigned to *Mia*.')
    expect(await press({ kind: 'assign', email: 'zoe@example.com' })).toContain('not in `ssot.users`')
    await replica.scheduler.settle()
    expect(slack.texts()).toEqual(['post a repeated of 1 for Mia by Ann'])
  })

  it('has to be in the SSOT', async () => {
    days = [[observation('a', bad)]]
    await on(2)
    await expect(press({ kind: 'acknowledge' }, 'zoe@example.com')).rejects.toThrow('zoe@example.com')
  })

  it('counts once with an opinion; several of them ask for a change', async () => {
    days = [[observation('a', bad)]]
    await on(2)
    expect(await press({ kind: 'not useful' })).toContain('sent 1 message, with 1 mark “not useful”')
    expect(await press({ kind: 'not useful' })).toContain('sent 1 message, with 1 mark “not useful”')
    const second = await press({ kind: 'not useful' }, 'mia@example.com')
    expect(second).toContain('sent 1 message, with 2 marks “not useful”')
    expect(second).not.toContain('fire too easily')
  })

  it('is told that it is over already', async () => {
    days = [[observation('a', bad)], [observation('a', well)]]
    await on(3)
    expect(await press({ kind: 'acknowledge' })).toContain('over already')
    expect(await press({ kind: 'not useful' })).toContain('with 1 mark “not useful”')
  })
})
