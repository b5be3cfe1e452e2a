import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createRetention } from '../../src/past/retention.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { instant } from '../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
})
beforeEach(() =>
  database.query(
    'truncate revops.deliveries, revops.runs, revops.alert_series, revops.alert_transitions, revops.audit, revops.links',
  ),
)
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const due = instant('2026-11-09T03:40:00Z')
const keep = (
  retention = { runsDays: 400, deliveriesDays: 90, transitionsDays: 800, auditDays: 400, linksDays: 400 },
) => createRetention(retention, pool).keep({ due, now: due })

const run = (kind: string, id: string, day: string, outcome: string | null) =>
  database.query(
    `insert into revops.runs (kind, id, due, late, claimed_by, lease_until, finished_at, outcome)
     values ($1, $2, $3, false, 'us', now(), case when $4::text is not null then now() end, $4)`,
    [kind, id, day, outcome],
  )
const runsLeft = async () =>
  (
    await database.query(
      `select id || ' ' || to_char(due at time zone 'UTC', 'YYYY-MM-DD') as run from revops.runs order by 1`,
    )
  ).rows.map((row) => row.run)
const series = (name: string, since: string | null) =>
  database.query(
    `insert into revops.alert_series (alert, series, label, state, since)
     values ('dip', $1, $1, case when $2::timestamptz is null then 'ok' else 'firing' end, $2)`,
    [name, since],
  )

test('runs: 400 days before 9 November 2026 is 5 October 2025', async () => {
  for (const day of ['2025-10-04', '2025-10-06', '2026-11-08']) await run('report', 'weekly', day, 'told')
  // Open: it never ended, and somebody has to see that.
  await run('report', 'stuck', '2024-01-01', null)
  await run('report', 'stuck', '2026-01-01', 'told')
  // The last of its kind, however old: its instant has been seen to.
  await run('report', 'yearly', '2023-01-01', 'told')
  await run('report', 'yearly', '2024-01-01', 'nothing to say')
  // Stale ever since: the series stand as of 2024-03-01.
  await run('alert', 'dip', '2024-02-01', 'told')
  await run('alert', 'dip', '2024-03-01', 'nothing to say')
  await run('alert', 'dip', '2024-03-02', 'stale')
  await run('alert', 'dip', '2024-03-03', 'stale')
  expect(await keep()).toBe('deleted: 4 runs, 0 deliveries, 0 transitions, 0 audit entries, 0 links')
  expect(await runsLeft()).toEqual([
    'dip 2024-03-01',
    'dip 2024-03-03',
    'stuck 2024-01-01',
    'stuck 2026-01-01',
    'weekly 2025-10-06',
    'weekly 2026-11-08',
    'yearly 2024-01-01',
  ])
})

test('deliveries: what waits, what a firing series was told by and what a channel took last stay', async () => {
  await series('emea', '2026-06-01T00:00:00Z')
  const add = (
    key: string,
    days: number,
    state: string,
    fields: { kind?: string; due?: string; channel?: string } = {},
  ) =>
    database.query(
      `insert into revops.deliveries (key, channel, locale, payload, source_kind, source, due, state, created_at)
       values ($1, $6, 'en', '{}', $4, 'dip', $5, $3, clock_timestamp() - $2 * interval '1 day')`,
      [key, days, state, fields.kind ?? 'report', fields.due ?? '2026-01-01', fields.channel ?? 'C1'],
    )
  await add('sent long ago', 91, 'sent')
  await add('failed long ago', 91, 'failed')
  await add('nobody knows', 91, 'unknown')
  await add('waits', 91, 'queued')
  await add('on its way', 91, 'sending')
  await add('still fires', 91, 'sent', { kind: 'alert', due: '2026-06-01' })
  await add('fired before', 91, 'sent', { kind: 'alert', due: '2026-05-31' })
  await add('the last of its channel', 200, 'sent', { channel: 'C2' })
  await add('recent', 89, 'sent')
  expect(await keep()).toBe('deleted: 0 runs, 4 deliveries, 0 transitions, 0 audit entries, 0 links')
  const { rows } = await database.query('select key from revops.deliveries order by key')
  expect(rows.map(({ key }) => key)).toEqual([
    'on its way',
    'recent',
    'still fires',
    'the last of its channel',
    'waits',
  ])
})

test('transitions: 800 days before is 31 August 2024; those of what still fires stay', async () => {
  await series('emea', '2024-03-01T00:00:00Z')
  await series('apac', null)
  const change = (name: string, at: string) =>
    database.query(
      `insert into revops.alert_transitions (alert, series, old_state, new_state, reason, at) values ('dip', $1, 'ok', 'firing', '{}', $2)`,
      [name, at],
    )
  await change('emea', '2024-02-01')
  await change('emea', '2024-03-01')
  await change('apac', '2024-08-30')
  await change('apac', '2024-09-01')
  expect(await keep()).toBe('deleted: 0 runs, 0 deliveries, 2 transitions, 0 audit entries, 0 links')
})

test('more than one batch goes in one night', async () => {
  await database.query(
    `insert into revops.deliveries (key, channel, locale, payload, source_kind, source, due, state, created_at)
     select 'k' || n, 'C1', 'en', '{}', 'report', 'weekly', '2026-01-01', 'failed', '2020-01-01'
     from generate_series(1, 4001) n`,
  )
  expect(await keep()).toContain('4001 deliveries')
  expect(await keep()).toContain(' 0 deliveries')
})

test('audit: what was asked more than 400 days ago, by the machine’s clock', async () => {
  await database.query(
    `insert into revops.audit (at, act, slack_user, question, outcome, ms)
     select now() - make_interval(days => days), 'asked', 'U1', days::text, 'answered', 1 from unnest(array[401, 399, 0]) days`,
  )
  expect(await keep()).toBe('deleted: 0 runs, 0 deliveries, 0 transitions, 1 audit entries, 0 links')
  const left = await database.query('select question from revops.audit order by at')
  expect(left.rows.map(({ question }) => question)).toEqual(['399', '0'])
})

test('links that nobody copied or opened for 400 days', async () => {
  await database.query(
    `insert into revops.links (id, question, used_at) values
       ('old', 'kpi bookings', now() - interval '401 days'), ('used', 'kpi nrr', now() - interval '399 days')`,
  )
  expect(await keep()).toBe('deleted: 0 runs, 0 deliveries, 0 transitions, 0 audit entries, 1 links')
  expect((await database.query('select id from revops.links')).rows).toEqual([{ id: 'used' }])
})
