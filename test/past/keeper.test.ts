import { afterAll, expect, it } from 'vitest'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createFakeSlack } from '../schedule/fake-slack.ts'
import { createReplica, instant, type Replica } from '../schedule/rig.ts'
import { createDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'

const database = await createDatabase()
await database.query('drop table ssot.opportunity_history')
await writeWorld(database, 'Asia/Tokyo', { opportunities: [{ id: 'o1' }] })
const replicas: Replica[] = []
afterAll(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  await database.drop()
})

it('runs at five past midnight of the company, once, whoever moves the clock', async () => {
  const start = instant('2026-03-01T12:00:00Z')
  const clocks = [createMovableClock({ start }), createMovableClock({ start })]
  for (const clock of clocks) {
    replicas.push(
      createReplica({
        url: database.url,
        definitions: {},
        sender: createFakeSlack(),
        clock,
        zone: 'Asia/Tokyo',
        keepers: (workshop, pool) => [createPastKeeper(workshop, pool)],
      }),
    )
  }
  await Promise.all(replicas.map((each) => each.start()))
  // A night each, for one of the two might have kept the second before the other came to the first.
  for (const at of ['2026-03-02T12:00:00Z', '2026-03-03T12:00:00Z']) {
    await Promise.all(clocks.map((clock) => clock.set(instant(at))))
  }
  const { rows } = await database.query(
    `select kind, id, outcome, attempts, reason, to_char(due at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') as due
     from revops.runs order by due`,
  )
  expect(rows.map(({ reason, ...rest }) => rest)).toEqual([
    { kind: 'keeper', id: 'past', outcome: 'kept', attempts: 1, due: '03-02 00:05' },
    { kind: 'keeper', id: 'past', outcome: 'kept', attempts: 1, due: '03-03 00:05' },
  ])
  expect(rows[0]?.reason).toMatch(/^deals: 1 versions; new figures: \d+$/)
  const snapshots = await database.query('select count(*)::int as n from revops.snapshots')
  expect(snapshots.rows).toEqual([{ n: 2 }])
  const planned = await replicas[0]?.scheduler.state.runs()
  expect(planned).toMatchObject([{ kind: 'keeper', id: 'past', last: { outcome: 'kept' } }])
})

it('that was down catches up on the latest night only', async () => {
  const late = createReplica({
    url: database.url,
    definitions: {},
    sender: createFakeSlack(),
    clock: createMovableClock({ start: instant('2026-03-08T01:00:00Z') }),
    zone: 'Asia/Tokyo',
    keepers: (workshop, pool) => [createPastKeeper(workshop, pool)],
  })
  replicas.push(late)
  await late.start()
  await late.scheduler.settle()
  const { rows } = await database.query(
    `select to_char(at at time zone 'Asia/Tokyo', 'MM-DD HH24:MI') as at from revops.snapshots order by 1 desc limit 2`,
  )
  expect(rows).toEqual([{ at: '03-08 00:05' }, { at: '03-03 00:05' }])
})
