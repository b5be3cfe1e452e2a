import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, questions, ratio, sumOf } from '../support/reference.ts'
import { closedIn, type DealThen, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }
const won = (id: string, amount: number | null, sourced_by: string | null, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2026-01-05',
  amount,
  sourced_by,
  life: [['2026-02-10T10:00', { stage_id: 'won' }]],
  ...more,
})

describe('marketing contribution, by hand', () => {
  it('is the part of bookings that marketing sourced, renewals out on both sides', async () => {
    await tokyo.fill(
      deals(
        won('o1', 300, 'marketing'),
        won('o2', 100, 'sales', { type: 'expansion' }),
        won('o3', 100, null, { type: null }),
        won('r1', 4000, 'marketing', { type: 'renewal' }),
        won('r2', 9000, 'sales', { type: 'renewal' }),
        won('l1', 700, 'marketing', { life: [['2026-02-10', { stage_id: 'lost' }]] }),
        won('open', 800, 'marketing', { life: [] }),
      ),
    )
    // 300 ÷ (300 + 100 + 100): who sourced the third is not known, but it was booked.
    expect(await tokyo.one('marketing_contribution', february)).toMatchObject({
      value: 0.6,
      numerator: 300,
      denominator: 500,
      n: 3,
    })
  })

  it('is by amount: wins without one are left out and counted, a credit nets', async () => {
    await tokyo.fill(
      deals(
        won('o1', 300, 'marketing'),
        won('o2', -50, 'marketing'),
        won('o3', 250, 'partner'),
        won('o4', null, 'marketing'),
        won('o5', null, 'sales'),
        won('r1', null, 'sales', { type: 'renewal' }),
      ),
    )
    const reading = await tokyo.one('marketing_contribution', february)
    expect(reading).toMatchObject({ value: 0.5, numerator: 250, denominator: 500 })
    // A renewal is not in it, so it is not missing either.
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an amount', 2]])
  })

  it('is null where nothing was booked, and 0 where nothing of it came from marketing', async () => {
    await tokyo.fill(
      deals(won('o1', 100, 'sales'), won('o2', null, 'marketing', { life: [['2026-03-01', { stage_id: 'won' }]] })),
    )
    expect(await tokyo.one('marketing_contribution', february)).toMatchObject({ value: 0, reason: null })
    expect(await tokyo.one('marketing_contribution', { period: '2026-03' })).toMatchObject({
      value: null,
      denominator: 0,
      reason: 'no_data',
    })
    expect(await tokyo.one('marketing_contribution', { period: '2026-04' })).toMatchObject({ value: null, n: 0 })
  })

  it.each(edges)('counts what closed in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    const at = (close: string, i: number, sourced_by: string): Deal =>
      won(`${sourced_by} ${i}`, 100, sourced_by, { created_at: '2025-01-01', life: [[close, { stage_id: 'won' }]] })
    await ssot.fill(
      deals(
        ...inside.map((close, i) => at(close, i, 'marketing')),
        ...outside.map((close, i) => at(close, i, 'sales')),
      ),
    )
    expect(await ssot.one('marketing_contribution', { period, asOf: afterEdges })).toMatchObject({
      value: 1,
      denominator: 200,
    })
  })

  it('as of the past knows a deal that was reopened since, at its amount of then', async () => {
    await tokyo.fill(
      deals(
        won('o1', 300, 'marketing', {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2', amount: 900 }],
          ],
        }),
        won('o2', 100, 'sales'),
      ),
    )
    expect(await tokyo.one('marketing_contribution', { ...february, asOf: '2026-03-05T10:00' })).toMatchObject({
      value: 0.75,
      denominator: 400,
    })
    expect(await tokyo.one('marketing_contribution', february)).toMatchObject({ value: 0, denominator: 100 })
  })

  it('belongs to whoever owned the deal when it closed, and to the CSM of the account', async () => {
    await tokyo.fill(
      deals(
        won('o1', 300, 'marketing', {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-01T10:00', { owner_id: 'bob' }],
          ],
        }),
        won('o2', 100, 'sales', { account_id: 'globex', owner_id: 'bob' }),
      ),
    )
    expect(await tokyo.values('marketing_contribution', { ...february, by: ['owner'] })).toEqual({ Ann: 1, Bob: 0 })
    expect(await tokyo.values('marketing_contribution', { ...february, by: ['segment'] })).toEqual({
      SMB: 1,
      Enterprise: 0,
    })
    for (const [who, value, n] of [
      [['ann'], 1, 1],
      [['bob'], 0, 1],
      [['mia', 'ann', 'bob'], 0.75, 2],
      [['cleo'], 1, 1],
    ] as const) {
      expect(await tokyo.one('marketing_contribution', { ...february, scope: who })).toMatchObject({ value, n })
    }
    const scope = { kind: 'aggregates' } as const
    expect(await tokyo.one('marketing_contribution', { ...february, scope })).toMatchObject({ value: 0.75 })
  })
})

describe('marketing contribution, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'marketing_contribution',
      questions,
      (pick, { from, to, asOf }) => {
        const won = pick(closedIn(known.at(asOf), from, Math.min(to, asOf))).filter(
          ({ outcome, type }) => outcome === 'won' && type !== 'renewal',
        )
        const amounts = (rows: readonly DealThen[]): number => sumOf(rows.map(({ amount }) => amount ?? 0))
        return ratio(amounts(won.filter(({ row }) => row.sourced_by === 'marketing')), amounts(won))
      },
      directory.dimensions,
    ))
})
