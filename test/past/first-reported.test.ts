import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import mqlSlaRate from '../../src/metrics/mql-sla-rate.ts'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { definitionOf } from '../../src/query/definition.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { createPastKept } from '../../src/state/past.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { answersOver } from '../support/answers.ts'
import { createDatabase } from '../support/database.ts'
import { deals, type Rows } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

const own = await createDatabase('template0')
const pool = openStatePool({ url: own.url, onIdleError: () => undefined })
await whileMigrating(pool, migrate)
const past = createPastKept(pool)
/** Thursday 1 October 2026, 09:00 in Tokyo. */
const world = await useWorld({ at: '2026-10-01T00:00:00Z', past })
afterAll(async () => {
  await pool.end()
  await own.drop()
})
beforeEach(() => own.query('truncate revops.first_reported'))

const tokyo = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Tokyo').toInstant()

async function night(local: string, rows?: Rows, over = world): Promise<string> {
  if (rows) await world.fill(rows)
  const at = tokyo(local)
  return createPastKeeper(over.workshop, pool).keep({ due: at, now: at })
}

/** Won on 30 September: 650 and 50; so Q3, September, its last day and no week ended with the 30th, a Wednesday. */
const won = (amount: number) =>
  deals(
    { id: 'o1', created_at: '2026-09-01T09:00', life: [['2026-09-30T10:00', { stage_id: 'won', amount }]] },
    { id: 'o2', created_at: '2026-09-01T09:00', life: [['2026-09-30T11:00', { stage_id: 'won', amount: 50 }]] },
  )

const kept = async (metric: string): Promise<unknown[]> => {
  const { rows } = await own.query(
    `select period_from::text || ' ' || period_to::text as period, value from revops.first_reported
     where metric = $1 order by period_to - period_from, period_from`,
    [metric],
  )
  return rows.map(({ period, value }) => [period, value])
}

describe('what is kept', () => {
  it('is each closed day, week, month and quarter once, as first told', async () => {
    await night('2026-10-01T00:05', won(650))
    // The last seven days that ended by 1 October, the week to the 27th, September and Q3.
    expect(await kept('bookings')).toEqual([
      ['2026-09-24 2026-09-25', 0],
      ['2026-09-25 2026-09-26', 0],
      ['2026-09-26 2026-09-27', 0],
      ['2026-09-27 2026-09-28', 0],
      ['2026-09-28 2026-09-29', 0],
      ['2026-09-29 2026-09-30', 0],
      ['2026-09-30 2026-10-01', 700],
      ['2026-09-21 2026-09-28', 0],
      ['2026-09-01 2026-10-01', 700],
      ['2026-07-01 2026-10-01', 700],
    ])
    expect(await night('2026-10-01T00:05', won(611))).toContain('new figures: 0')
    expect((await kept('bookings')).at(-1)).toEqual(['2026-07-01 2026-10-01', 700])
    await night('2026-10-02T00:05')
    expect(await kept('bookings')).toContainEqual(['2026-10-01 2026-10-02', 0])
  })

  it('is neither a median, nor a cohort that still grows, nor what the past cannot be told of', async () => {
    await night('2026-10-01T00:05', won(650))
    const { rows } = await own.query('select distinct metric from revops.first_reported')
    const metrics = rows.map(({ metric }) => metric)
    expect(metrics).toContain('win_rate')
    expect(metrics).toContain('open_pipeline')
    // An MQL of the last Friday is judged on Monday: that share goes on growing, too.
    for (const id of ['sales_cycle', 'opportunity_rate', 'mql_sla_rate', 'pipeline_health', 'cac'])
      expect(metrics).not.toContain(id)
  })

  it('waits for the sources to have synced since the period ended, for a week', async () => {
    const synced = (at: string): Rows => ({ ...won(650), freshness: [{ source: 'crm', synced_at: at }] })
    await night('2026-10-01T00:05', synced('2026-09-30T03:00'))
    // Synced at 03:00 of the 30th: only what had ended by then is known in full.
    expect((await kept('bookings')).flat()).not.toContain('2026-07-01 2026-10-01')
    await night('2026-10-02T00:05', synced('2026-10-01T03:00'))
    expect(await kept('bookings')).toContainEqual(['2026-07-01 2026-10-01', 700])
    await own.query('truncate revops.first_reported')
    // No sync ever since: on the seventh night it is kept as it is.
    await night('2026-10-06T00:05', synced('2026-09-30T03:00'))
    expect((await kept('bookings')).flat()).not.toContain('2026-07-01 2026-10-01')
    await night('2026-10-07T00:05', synced('2026-09-30T03:00'))
    expect(await kept('bookings')).toContainEqual(['2026-07-01 2026-10-01', 700])
  })

  it('of two bots at once is kept once', async () => {
    await world.fill(won(650))
    const at = tokyo('2026-10-01T00:05')
    const keeper = createPastKeeper(world.workshop, pool)
    await Promise.all([keeper.keep({ due: at, now: at }), keeper.keep({ due: at, now: at })])
    expect(await kept('bookings')).toHaveLength(10)
  })
})

describe('kpi', () => {
  it('says what the company’s figure was when first told, where it is another now', async () => {
    await night('2026-10-01T00:05', won(650))
    await world.fill(won(561))
    // 561 + 50 = 611 after 650 + 50 = 700.
    const message = await world.ask('kpi bookings last quarter')
    expect(shown(message)).toContain('was ¥700 when first reported on 1 Oct 2026')
    expect(shown(await world.ask('kpi bookings last quarter', { locale: 'ja' }), 'ja')).toContain(
      '初回報告（2026年10月1日）では¥700',
    )
    expect(message.readings).toMatchObject([{ value: 611, firstReported: { value: 700, at: '2026-09-30T15:05:00Z' } }])
  })

  it.each([
    ['a running period', 'kpi bookings this quarter'],
    ['another period', 'kpi bookings 2026-08'],
    ['a part of the company', 'kpi bookings last quarter where segment=SMB'],
    ['a breakdown', 'kpi bookings last quarter by segment'],
    ['the past as it was', 'kpi bookings last quarter as of 2026-09-30'],
  ])('says nothing of %s', async (_, text) => {
    await night('2026-10-01T00:05', won(650))
    await world.fill(won(561))
    const message = await world.ask(text)
    expect(shown(message)).not.toContain('first reported')
    expect(message.readings.every(({ firstReported }) => firstReported === undefined)).toBe(true)
  })

  it('says nothing to a rep, whose figures are not the company’s', async () => {
    await night('2026-10-01T00:05', won(650))
    await world.fill(won(561))
    const message = await world.ask('kpi bookings last quarter', { as: 'ann@example.com' })
    expect(message.readings).toMatchObject([{ value: 611 }])
    expect(shown(message)).not.toContain('first reported')
  })

  it('says nothing of what reads the same', async () => {
    await night('2026-10-01T00:05', won(650))
    expect(shown(await world.ask('kpi bookings last quarter'))).not.toContain('first reported')
    // A tenth of a yen: ¥700 all the same.
    await world.fill(won(650.1))
    expect(shown(await world.ask('kpi bookings last quarter'))).not.toContain('first reported')
  })

  it('does not hold a figure of one definition against one of another', async () => {
    await night('2026-10-01T00:05', won(650))
    await world.fill(won(561))
    expect(shown(await world.ask('kpi bookings last quarter'))).toContain('when first reported')
    await own.query(`update revops.first_reported set definition = 'what it meant then'`)
    expect(shown(await world.ask('kpi bookings last quarter'))).not.toContain('first reported')
  })

  it('takes another setting of what a figure rests on for another definition', async () => {
    const meaning = async (sla: number) => {
      const { workshop } = await answersOver(world.database, { at: '2026-10-01T00:00:00Z', past, ...business(sla) })
      return definitionOf(mqlSlaRate, await workshop.source.snapshot(), workshop.engine.settings)
    }
    expect(await meaning(4)).toBe(await meaning(4))
    expect(await meaning(4)).not.toBe(await meaning(8))
  })

  it('is not troubled by how relations are mapped', async () => {
    await night('2026-10-01T00:05', won(650))
    await world.fill(won(561))
    await world.database.query('alter table ssot.opportunities rename column product to product_name')
    const renamed = await answersOver(world.database, { at: '2026-10-01T00:00:00Z', as: 'rex@example.com', past })
    expect(shown(await renamed.ask('kpi bookings last quarter'))).toContain('was ¥700 when first reported')
    await world.database.query('alter table ssot.opportunities rename column product_name to product')
  })
})

/** The SLA as a configuration file would set it; see `config-file.ts`. */
const business = (mqlSlaHours: number) => ({ business: { mqlSlaHours } })
