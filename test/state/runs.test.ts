import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import {
  abandonedRuns,
  claimRun,
  finishRun,
  lastEvaluated,
  type RunKey,
  releaseRun,
  releaseRunsOf,
} from '../../src/state/runs.ts'
import { noteSchedule } from '../../src/state/schedules.ts'
import { instant } from '../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
})
beforeEach(() => database.query('truncate revops.runs, revops.schedules'))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const key: RunKey = { kind: 'alert', id: 'dip', due: instant('2026-11-09T09:00:00Z') }
const claim = (claimedBy: string, leaseMs = 60_000) =>
  claimRun(pool, key, { claimedBy, leaseMs, late: false, now: key.due })

test('of thirty claims of one instant at the same time, one succeeds', async () => {
  const claims = await Promise.all(Array.from({ length: 30 }, (_, i) => claim(`r${i}`)))
  expect(claims.filter((each) => each !== undefined)).toHaveLength(1)
})

test('a run can be had again once its lease is over, and then only the new owner ends it', async () => {
  const first = await claim('first', 0)
  expect(await abandonedRuns(pool, key.due)).toEqual([key])
  const second = await claim('second')
  expect([first?.attempt, second?.attempt]).toEqual([1, 2])
  if (!first || !second) throw new Error('both were to claim it')
  expect(await finishRun(pool, first, 'told')).toBe(false)
  expect(await finishRun(pool, second, 'told')).toBe(true)
  expect(await finishRun(pool, second, 'told')).toBe(false)
  expect(await claim('third', 0)).toBeUndefined()
  expect(await abandonedRuns(pool, key.due)).toEqual([])
  expect(await lastEvaluated(pool, 'dip')).toEqual(key.due)
})

test('the same process that claims a run twice is told apart by its attempt', async () => {
  const first = await claim('same', 0)
  const second = await claim('same')
  if (!first || !second) throw new Error('both were to claim it')
  expect(await finishRun(pool, first, 'told')).toBe(false)
  expect(await finishRun(pool, second, 'nothing to say')).toBe(true)
})

test('a run that is given back waits as long as it was told to', async () => {
  const first = await claim('first')
  if (!first) throw new Error('it was to be claimed')
  await releaseRun(pool, first, 60_000, 'the SSOT is asleep')
  expect(await claim('second')).toBeUndefined()
  await releaseRun(pool, first, 0, 'the SSOT is asleep')
  expect((await claim('second'))?.attempt).toBe(2)
})

test('a replica that stops gives everything back at once, and can end nothing any more', async () => {
  const first = await claim('first')
  if (!first) throw new Error('it was to be claimed')
  await releaseRunsOf(pool, 'first')
  expect(await finishRun(pool, first, 'told')).toBe(false)
  expect((await claim('second'))?.attempt).toBe(3)
})

test('a definition is known since it was first seen, and anew when its schedule changes', async () => {
  const note = (schedule: string, now: string) =>
    noteSchedule(pool, { kind: 'report', id: 'weekly', schedule, now: instant(now) }).then(String)
  expect(await note('mondays', '2026-11-09T09:00:00Z')).toBe('2026-11-09T09:00:00Z')
  expect(await note('mondays', '2026-11-10T09:00:00Z')).toBe('2026-11-09T09:00:00Z')
  expect(await note('fridays', '2026-11-11T09:00:00Z')).toBe('2026-11-11T09:00:00Z')
})
