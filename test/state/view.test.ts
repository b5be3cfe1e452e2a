import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { companyCalendar } from '../../src/calendar/company.ts'
import { parseSchedule } from '../../src/calendar/schedule.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { type SeriesState, saveSeries } from '../../src/state/series.ts'
import { saveTransitions, transitionsOf } from '../../src/state/transitions.ts'
import { createBotState } from '../../src/state/view.ts'
import { instant, observation } from '../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const calendar = companyCalendar({ zone: 'Asia/Tokyo' })
const view = () =>
  createBotState({
    pool,
    scheduled: () => [{ kind: 'alert', id: 'dip', schedule: parseSchedule('weekdays at 09:00', calendar) }],
    now: () => instant('2026-11-06T12:00:00Z'),
  })

test('a database that was never migrated knows of nothing, and the next run is known all the same', async () => {
  expect(await view().firing()).toEqual([])
  expect(await view().deliveries()).toEqual([])
  expect((await view().runs()).map(({ id, next, last }) => [id, next.toString(), last])).toEqual([
    ['dip', '2026-11-09T00:00:00Z', undefined],
  ])
})

test('what fires is listed, worst first, by what is known of it', async () => {
  await whileMigrating(pool, migrate)
  const since = instant('2026-11-05T00:00:00Z')
  const stands = (state: SeriesState['state'], now: number, fields: Partial<SeriesState> = {}): SeriesState => ({
    state,
    since,
    began: since,
    post: null,
    acknowledged: false,
    snoozed: null,
    pendingSince: null,
    clearedSince: null,
    toldAt: since,
    told: observation('x', { summary: { en: 'as told', ja: '通知時' }, people: ['u1'] }),
    latest: observation('x', { weight: now, label: `weighs ${now}`, summary: { en: 'as it is', ja: '現在' } }),
    ...fields,
  })
  await saveSeries(
    pool,
    'dip',
    new Map([
      ['light', stands('firing', 1)],
      ['heavy', stands('firing', 9)],
      ['better', stands('recovering', 5, { clearedSince: since })],
      ['blind', stands('no_data', 4)],
      ['broken', stands('error', 3)],
      ['quiet', stands('ok', 8, { since: null })],
      ['soon', stands('pending', 7, { since: null, pendingSince: since })],
    ]),
  )
  const firing = await view().firing()
  expect(firing.map(({ series, state, summary }) => [series, state, summary.en])).toEqual([
    ['heavy', 'firing', 'as it is'],
    ['better', 'recovering', 'as told'],
    ['blind', 'firing', 'as told'],
    ['broken', 'firing', 'as told'],
    ['light', 'firing', 'as it is'],
  ])
  await saveSeries(pool, 'rule_that_was_removed', new Map([['heavy', stands('firing', 9)]]))
  expect(await view().firing()).toHaveLength(5)
  expect(firing[0]).toMatchObject({ alert: 'dip', label: 'weighs 9', since, people: [] })
})

test('the oldest message that waits, and the latest error of one that has not arrived', async () => {
  expect(await view().trouble()).toEqual({ waitingSeconds: null, lastError: null })
  const add = (key: string, state: string, minutesAgo: number, error: string | null) =>
    database.query(
      `insert into revops.deliveries (key, channel, locale, payload, source_kind, source, due, state, created_at, not_before, last_error)
       values ($1, 'C1', 'en', '{}', 'report', 'weekly', now(), $2, now() - $3 * interval '1 minute', now() - $3 * interval '1 minute', $4)`,
      [key, state, minutesAgo, error],
    )
  await add('arrived after all', 'sent', 1, 'HTTP 500')
  await add('forgotten', 'failed', 8 * 24 * 60, 'is_archived')
  expect(await view().trouble()).toEqual({ waitingSeconds: null, lastError: null })
  await add('refused', 'failed', 30, 'not_in_channel')
  await add('waits', 'queued', 10, null)
  await add('on its way', 'sending', 5, null)
  const { waitingSeconds, lastError } = await view().trouble()
  expect(waitingSeconds).toBeGreaterThanOrEqual(600)
  expect(waitingSeconds).toBeLessThan(660)
  expect(lastError).toBe('not_in_channel')
})

test('transitions are kept in their order, with their reasons', async () => {
  const at = instant('2026-11-05T00:00:00Z')
  const reason = { en: 'out of bounds', ja: '基準外' }
  const first = { series: 'b', from: 'ok', to: 'firing', reason, observation: observation('b'), at } as const
  const second = { series: 'a', from: 'firing', to: 'ok', reason, observation: null, at } as const
  await saveTransitions(pool, 'dip', [first, second])
  expect(await transitionsOf(pool, 'dip')).toEqual([first, second])
})
