import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/define/reading.ts'
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
const closed = (id: string, stage_id: string, amount: number | null, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2026-01-05',
  amount,
  life: [['2026-02-10T10:00', { stage_id }]],
  ...more,
})
const besideOf = ({ beside }: Reading) => beside.map(({ words, value }) => [words.en, value])

describe('win rate by amount, by hand', () => {
  it('is what was won of what was won or lost, renewals out on both sides', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 200, { type: null }),
        closed('w2', 'won', 100, { type: 'expansion' }),
        closed('l1', 'lost', 500, { type: 'cross_sell' }),
        closed('r1', 'won', 5000, { type: 'renewal' }),
        closed('r2', 'lost', 7000, { type: 'renewal' }),
        { id: 'open', created_at: '2026-01-05', amount: 9000 },
      ),
    )
    // 300 ÷ (300 + 500)
    const reading = await tokyo.one('win_rate_amount', february)
    expect(reading).toMatchObject({ value: 0.375, numerator: 300, denominator: 800, n: 3, reason: null, leftOut: [] })
    expect(besideOf(reading)).toEqual([
      ['lost deals of known amount', 1],
      ['of lost deals', 1],
    ])
  })

  it('counts a lost deal at what it was worth while it was open', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 100),
        // Set to 0 when it was lost, and raised before that.
        closed('l1', 'lost', 100, {
          life: [
            ['2026-01-20', { amount: 300 }],
            ['2026-02-10', { stage_id: 'lost', amount: 0 }],
          ],
        }),
        // Emptied when it was lost.
        closed('l2', 'lost', 200, { life: [['2026-02-10', { stage_id: 'lost', amount: null }]] }),
        // Corrected after it was lost: what it was while open still counts.
        closed('l3', 'lost', 400, {
          life: [
            ['2026-02-10', { stage_id: 'lost' }],
            ['2026-02-15', { amount: 9000 }],
          ],
        }),
      ),
    )
    // 100 ÷ (100 + 300 + 200 + 400)
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 0.1, denominator: 1000, n: 4 })
  })

  it('takes the amount after a reopening, not that of the first loss', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 100),
        closed('l1', 'lost', 300, {
          life: [
            ['2026-02-05T10:00', { stage_id: 'lost', amount: 0 }],
            ['2026-02-10T10:00', { stage_id: 's2', amount: 900 }],
            ['2026-02-20T10:00', { stage_id: 'lost', amount: 0 }],
          ],
        }),
      ),
    )
    const seen = async (asOf: string) => (await tokyo.one('win_rate_amount', { ...february, asOf })).value
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 0.1, denominator: 1000 })
    // Between the two losses it was open, and before that it had been lost at 300.
    expect(await seen('2026-02-20T10:00')).toBe(1)
    expect(await seen('2026-02-10T10:01')).toBe(1)
    expect(await seen('2026-02-06T00:00')).toBe(0)
    await tokyo.fill(deals(closed('l1', 'lost', 300, { life: [['2026-02-05', { stage_id: 'lost', amount: 0 }]] })))
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 0, denominator: 300 })
  })

  it('takes the last open version where the close is known by its day only', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 100),
        // Lost at 15:00; the CRM says the day, which is midnight. At 09:00 it was still open, and raised.
        closed('l1', 'lost', 200, {
          closed_at: '2026-02-10T00:00',
          life: [
            ['2026-02-10T09:00', { amount: 300 }],
            ['2026-02-10T15:00', { stage_id: 'lost', amount: 0 }],
          ],
        }),
        // Created, and lost, on the day it closed.
        closed('l2', 'lost', 600, {
          created_at: '2026-02-10T09:00',
          closed_at: '2026-02-10T00:00',
          life: [['2026-02-10T15:00', { stage_id: 'lost', amount: 0 }]],
        }),
      ),
    )
    // 100 ÷ (100 + 300 + 600)
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 0.1, denominator: 1000 })
  })

  it('takes the amount of today where the history has no open version, or none with an amount', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'w1', amount: 100, stage_id: 'won', closed_at: '2026-02-10' },
        { id: 'l1', amount: 300, stage_id: 'lost', closed_at: '2026-02-10' },
        { id: 'l2', amount: 600, stage_id: 'lost', closed_at: '2026-02-10' },
      ],
      opportunity_history: [
        { opportunity_id: 'l2', valid_from: '2026-01-01', valid_to: '2026-02-10', stage_id: 's1', amount: null },
        { opportunity_id: 'l2', valid_from: '2026-02-10', stage_id: 'lost', amount: 600 },
      ],
    })
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 0.1, denominator: 1000 })
  })

  it('leaves out lost deals of unknown amount, and has no value when fewer than half are known', async () => {
    const lost = (id: string, amount: number | null): Deal => closed(id, 'lost', amount)
    const worlds = [
      { unknown: [lost('l2', 0)], value: 0.25, reason: null, n: 2 },
      // One of two is half, which is not under half.
      { unknown: [lost('l2', null)], value: 0.25, reason: null, n: 2 },
      { unknown: [lost('l2', null), lost('l3', -5)], value: null, reason: 'too_few', n: 2 },
    ]
    for (const { unknown, value, reason, n } of worlds) {
      await tokyo.fill(deals(closed('w1', 'won', 100), lost('l1', 300), ...unknown))
      const reading = await tokyo.one('win_rate_amount', february)
      expect(reading).toMatchObject({ value, reason, n, numerator: 100, denominator: 400 })
      expect(reading.leftOut.map(({ words, n: rows }) => [words.en, rows])).toEqual([
        ['lost, of unknown amount', unknown.length],
      ])
      expect(besideOf(reading)).toEqual([
        ['lost deals of known amount', 1],
        ['of lost deals', 1 + unknown.length],
      ])
    }
  })

  it('is not 100 % where every loss stands at 0', async () => {
    await tokyo.fill(deals(closed('w1', 'won', 100), closed('l1', 'lost', 0), closed('l2', 'lost', 0)))
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: null, reason: 'too_few' })
  })

  it('leaves out wins without an amount, and counts them', async () => {
    await tokyo.fill(deals(closed('w1', 'won', 100), closed('w2', 'won', null), closed('l1', 'lost', 100)))
    const reading = await tokyo.one('win_rate_amount', february)
    expect(reading).toMatchObject({ value: 0.5, numerator: 100, denominator: 200 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an amount', 1]])
  })

  it('is 1 without a loss, 0 without a win, and null without either', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 100),
        closed('l1', 'lost', 100, { life: [['2026-03-10', { stage_id: 'lost' }]] }),
        closed('w2', 'won', null, { life: [['2026-05-10', { stage_id: 'won' }]] }),
      ),
    )
    expect(await tokyo.one('win_rate_amount', february)).toMatchObject({ value: 1, reason: null })
    expect(await tokyo.one('win_rate_amount', { period: '2026-03' })).toMatchObject({ value: 0, reason: null })
    expect(await tokyo.one('win_rate_amount', { period: '2026-04' })).toMatchObject({ value: null, reason: 'no_data' })
    expect(await tokyo.one('win_rate_amount', { period: '2026-05' })).toMatchObject({ value: null, reason: 'no_data' })
  })

  it.each(edges)('counts what closed in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    const at = (close: string, id: string, stage_id: string): Deal =>
      closed(id, stage_id, 100, { created_at: '2025-01-01', life: [[close, { stage_id }]] })
    await ssot.fill(
      deals(
        ...inside.map((close, i) => at(close, `in ${i}`, i === 0 ? 'won' : 'lost')),
        ...outside.map((close, i) => at(close, `out ${i}`, 'lost')),
      ),
    )
    expect(await ssot.one('win_rate_amount', { period, asOf: afterEdges })).toMatchObject({ value: 0.5, n: 2 })
  })

  it('belongs to whoever owned the deal when it closed; each part has its own half', async () => {
    await tokyo.fill(
      deals(
        closed('w1', 'won', 100, {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-01T10:00', { owner_id: 'bob' }],
          ],
        }),
        closed('l1', 'lost', 300),
        closed('w2', 'won', 50, { owner_id: 'bob', account_id: 'globex' }),
        closed('l2', 'lost', 0, { owner_id: 'bob', account_id: 'globex' }),
      ),
    )
    // Half of the losses are known in the whole, none of Bob's.
    expect((await tokyo.one('win_rate_amount', february)).value).toBeCloseTo(150 / 450, 10)
    expect(await tokyo.values('win_rate_amount', { ...february, by: ['owner'] })).toEqual({ Ann: 0.25, Bob: null })
    expect(await tokyo.values('win_rate_amount', { ...february, by: ['team'] })).toEqual({ East: 0.25, West: null })
    expect(await tokyo.one('win_rate_amount', { ...february, scope: ['ann'] })).toMatchObject({ value: 0.25 })
    expect(await tokyo.one('win_rate_amount', { ...february, scope: ['bob'] })).toMatchObject({ reason: 'too_few' })
    expect(await tokyo.one('win_rate_amount', { ...february, scope: ['cleo'] })).toMatchObject({ value: 0.25 })
  })
})

describe('win rate by amount, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  /** What a lost deal was worth before it was lost: its last open version's amount, else its own. */
  const lostAmount = ({ versions, amount }: DealThen, asOf: number): number | null => {
    const open = versions.filter(
      ({ valid_from, stage_id }) => Number(valid_from) < asOf && known.stages.get(String(stage_id))?.outcome === 'open',
    )
    const last = open.at(-1)?.amount
    const found = last == null ? amount : Number(last)
    return found !== null && found > 0 ? found : null
  }

  it('agrees with a second derivation', () =>
    agree(
      company,
      'win_rate_amount',
      questions,
      (pick, { from, to, asOf }) => {
        const closed = pick(closedIn(known.at(asOf), from, Math.min(to, asOf))).filter(({ type }) => type !== 'renewal')
        const won = closed.filter(({ outcome }) => outcome === 'won')
        const lost = closed.filter(({ outcome }) => outcome === 'lost')
        const amounts = lost.flatMap((deal) => lostAmount(deal, asOf) ?? [])
        const wonAmount = sumOf(won.map(({ amount }) => amount ?? 0))
        const both = wonAmount + sumOf(amounts)
        return {
          ...ratio(wonAmount, both),
          ...(amounts.length < lost.length / 2 ? { value: null } : {}),
        }
      },
      directory.dimensions,
    ))
})
