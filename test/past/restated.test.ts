import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { readRestated } from '../../src/present/digest/restated.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { createPastKept } from '../../src/state/past.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase } from '../support/database.ts'
import { type Deal, deals, type Rows } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

const own = await createDatabase('template0')
const pool = openStatePool({ url: own.url, onIdleError: () => undefined })
await whileMigrating(pool, migrate)
const past = createPastKept(pool)
/** Monday 5 October 2026, 08:00 in Tokyo. */
const at = '2026-10-04T23:00:00Z'
const world = await useWorld({ at, past })
const silent = await useWorld({ at, past, without: ['opportunity_history'] })
afterAll(async () => {
  await pool.end()
  await own.drop()
})
beforeEach(() => own.query('truncate revops.first_reported, revops.snapshots, revops.opportunity_versions'))

const firstOfOctober = Temporal.Instant.from('2026-09-30T15:05:00Z')
const night = (over = world) => createPastKeeper(over.workshop, pool).keep({ due: firstOfOctober, now: firstOfOctober })

/** A win of 30 September and one of 29 June. */
const wins = (september: number, june: number, ...more: Deal[]): Rows =>
  deals(
    { id: 'o1', created_at: '2026-06-01T09:00', life: [['2026-09-30T10:00', { stage_id: 'won', amount: september }]] },
    { id: 'o2', created_at: '2026-06-01T09:00', life: [['2026-06-29T10:00', { stage_id: 'won', amount: june }]] },
    ...more,
  )

const bookingsLines = (text: string): string[] => text.split('\n').filter((line) => /^• (Bookings|受注金額)/.test(line))

describe('the digest', () => {
  it('lists what is another figure now than when it was first told', async () => {
    await world.fill(wins(650_000, 100_000))
    await night()
    await world.fill(wins(611_000, 100_000))
    // (611 − 650) ÷ 650 = −6 %: Q3 and September; no kept week holds the 30th.
    const message = await world.ask('digest')
    expect(shown(message)).toContain('*Restated since first reported*')
    expect(bookingsLines(shown(message))[0]).toBe('• Bookings, Q3 2026: ¥650K → ¥611K (−6%), first reported 1 Oct 2026')
    expect(bookingsLines(shown(await world.ask('digest', { locale: 'ja' }), 'ja'))[0]).toBe(
      '• 受注金額（2026年3Q）：¥65万 → ¥61.1万（−6%）、初回報告 2026年10月1日',
    )
    const all = (await readRestated(await world.context())) ?? []
    const ofBookings = all.filter(({ first }) => first.metric === 'bookings')
    expect(ofBookings.map(({ period, first, now }) => [String(period.from), first.value, now])).toEqual([
      ['2026-07-01', 650_000, 611_000],
      ['2026-09-01', 650_000, 611_000],
    ])
  })

  it('names five, the largest first, and counts the rest', async () => {
    await world.fill(wins(650_000, 100_000))
    await night()
    // The win is lost after all: bookings and what rests on them go to nothing.
    const lost: Deal = {
      id: 'o1',
      created_at: '2026-06-01T09:00',
      life: [['2026-09-30T10:00', { stage_id: 'lost', amount: 650_000 }]],
    }
    await world.fill(deals(lost))
    const text = shown(await world.ask('digest'))
    const from = text.indexOf('*Restated since first reported*')
    const lines = text.slice(from).split('\n').slice(1)
    expect(lines.slice(0, 5).every((line) => line.startsWith('• '))).toBe(true)
    expect(lines[5]).toMatch(/^… and \d+ more$/)
  })

  it('says nothing where nothing was', async () => {
    await world.fill(wins(650_000, 100_000))
    await night()
    expect(shown(await world.ask('digest'))).not.toContain('Restated')
    // Within half a percent.
    await world.fill(wins(652_000, 100_000))
    expect(bookingsLines(shown(await world.ask('digest')))).toEqual([])
  })

  it('does not hold a figure of another definition against it', async () => {
    await world.fill(wins(650_000, 100_000))
    await night()
    await own.query(`update revops.first_reported set definition = 'another'`)
    await world.fill(wins(611_000, 100_000))
    expect(shown(await world.ask('digest'))).not.toContain('Restated')
  })

  it('tells a rep nothing of the company', async () => {
    await world.fill(wins(650_000, 100_000))
    await night()
    await world.fill(wins(611_000, 100_000))
    expect(shown(await world.ask('digest', { as: 'ann@example.com' }))).not.toContain('Restated')
  })

  it('holds how deals stood against the bot’s own snapshots, not against today', async () => {
    const open = (amount: number, updated_at: string): Rows => ({
      opportunities: [{ id: 'o1', amount, created_at: '2026-06-01T09:00', updated_at }],
    })
    await silent.fill(open(100, '2026-06-01T09:00'))
    await night(silent)
    // Raised in October: at the end of September it stood at 100, and does.
    await silent.fill(open(900, '2026-10-02T09:00'))
    silent.workshop.source.renew()
    const text = shown(await silent.ask('digest'))
    expect(text).not.toContain('Open pipeline, Sep 2026')
    expect(text).toContain('deals’ past from the bot’s own snapshots since 1 Oct 2026')
  })
})
