import { Temporal } from 'temporal-polyfill'
import { afterAll, expect, it } from 'vitest'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { createPastKept } from '../../src/state/past.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase } from '../support/database.ts'
import type { Row } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

const own = await createDatabase('template0')
const pool = openStatePool({ url: own.url, onIdleError: () => undefined })
await whileMigrating(pool, migrate)
const past = createPastKept(pool)
/** Monday 9 March 2026, 09:00 in Tokyo. */
const at = '2026-03-09T00:00:00Z'
const world = await useWorld({ at, past, without: ['opportunity_history'] })
const tight = await useWorld({ at, past: { ...past, mostCarried: 1 }, without: ['opportunity_history'] })
afterAll(async () => {
  await pool.end()
  await own.drop()
})

const deal = (amount: number, updated_at: string): Row<'opportunities'> => ({
  id: 'o1',
  amount,
  created_at: '2026-02-01T09:00',
  updated_at,
})
async function night(local: string, row: Row<'opportunities'>): Promise<void> {
  await world.fill({ opportunities: [row] })
  const due = Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Tokyo').toInstant()
  await createPastKeeper(world.workshop, pool).keep({ due, now: due })
}
await night('2026-03-02T00:05', deal(100, '2026-02-20T09:00'))
await night('2026-03-06T00:05', deal(300, '2026-03-05T09:00'))

const times = (text: string, part: string): number => text.split(part).length - 1

it('an answer about the past says once where it is from', async () => {
  const english = shown(await world.ask('kpi open_pipeline as of 2026-03-04'))
  expect(english).toContain('*¥100*')
  expect(times(english, 'deals’ past from the bot’s own snapshots since 2 Mar 2026')).toBe(1)
  const japanese = shown(await world.ask('kpi open_pipeline 2026-03-04時点', { locale: 'ja' }), 'ja')
  expect(times(japanese, '商談の過去は、2026年3月2日以降にこのボットが毎日保存した記録による')).toBe(1)
})

it('before the first night it says that, and tells what is known today', async () => {
  const english = shown(await world.ask('kpi open_pipeline as of 2026-02-27'))
  expect(english).toContain('*¥300*')
  expect(english).toContain('before the bot’s own snapshots of deals began on 2 Mar 2026: deals as known today')
  const japanese = shown(await world.ask('kpi open_pipeline 2026-02-27時点', { locale: 'ja' }), 'ja')
  expect(japanese).toContain('このボットによる商談の記録の開始（2026年3月2日）より前のため、商談は現時点の情報')
})

it('what rests on time in stage says so as of now too, and what does not is silent', async () => {
  const note = 'deals’ past from the bot’s own snapshots since 2 Mar 2026'
  expect(times(shown(await world.ask('kpi pipeline_health')), note)).toBe(1)
  expect(times(shown(await world.ask('pipeline')), note)).toBe(1)
  expect(shown(await world.ask('kpi open_pipeline'))).not.toContain(note)
})

it('the funnel tells no later stages while the snapshots do not cover both periods', async () => {
  const text = shown(await world.ask('funnel this month'))
  expect(text).not.toContain('Proposal')
})

it('status says what is kept, and why it cannot be used', async () => {
  const figures = (await own.query('select count(*)::int as n from revops.first_reported')).rows[0]?.n
  expect(figures).toBeGreaterThan(0)
  expect(shown(await world.ask('status'))).toContain(
    `Kept of the past: 2 versions of deals since 2 Mar 2026 · figures as first reported: ${figures}`,
  )
  expect(shown(await world.ask('status', { locale: 'ja' }), 'ja')).toContain(
    '過去データの記録：商談 2版（2026年3月2日以降）',
  )
  await tight.fill({ opportunities: [deal(300, '2026-03-05T09:00')] })
  expect(shown(await tight.ask('status'))).toContain('too many to travel with a question: keep `DATABASE_URL`')
  expect(shown(await tight.ask('kpi open_pipeline as of 2026-03-04'))).toContain('no `ssot.opportunity_history`')
})
