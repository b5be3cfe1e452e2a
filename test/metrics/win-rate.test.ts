import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, ratio } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)

describe('win rate, by hand', () => {
  it('is won ÷ (won + lost): open deals and renewals never count, a deal without a type is new', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', type: null, life: [['2026-02-01T10:00', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-01-05', type: 'expansion', life: [['2026-02-02T10:00', { stage_id: 'lost' }]] },
        { id: 'o3', created_at: '2026-01-05', type: 'cross_sell', life: [['2026-02-28T23:59', { stage_id: 'lost' }]] },
        { id: 'o4', created_at: '2026-02-05' },
        { id: 'o5', created_at: '2026-01-05', type: 'renewal', life: [['2026-02-02T10:00', { stage_id: 'won' }]] },
        { id: 'o6', created_at: '2026-01-05', type: 'renewal', life: [['2026-02-02T10:00', { stage_id: 'lost' }]] },
      ),
    )
    // Won o1; lost o2 and o3; o4 is open, o5 and o6 are renewals: 1 of 3.
    expect(await tokyo.one('win_rate', { period: '2026-02' })).toMatchObject({
      value: 1 / 3,
      numerator: 1,
      denominator: 3,
      n: 3,
      reason: null,
    })
  })

  it('is null without a closed deal, and 0 where all were lost', async () => {
    await tokyo.fill(deals({ id: 'o1', created_at: '2026-01-05', life: [['2026-02-01', { stage_id: 'lost' }]] }))
    expect(await tokyo.one('win_rate', { period: '2026-02' })).toMatchObject({ value: 0, n: 1, reason: null })
    expect(await tokyo.one('win_rate', { period: '2026-03' })).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      n: 0,
      reason: 'no_data',
    })
  })

  it.each([
    // Midnight in Tokyo is 15:00 UTC of the day before, the whole year.
    { ssot: tokyo, month: '2026-02', last: '2026-02-28T14:59:59.999Z', next: '2026-02-28T15:00:00Z' },
    // A leap day belongs to its month.
    { ssot: tokyo, month: '2028-02', last: '2028-02-29T14:59:59.999Z', next: '2028-02-29T15:00:00Z' },
    // New York is five hours behind in winter and four in summer: March 2026 begins at 05:00Z and ends at 04:00Z.
    { ssot: newYork, month: '2026-03', last: '2026-04-01T03:59:59.999Z', next: '2026-04-01T04:00:00Z' },
    { ssot: newYork, month: '2026-02', last: '2026-03-01T04:59:59.999Z', next: '2026-03-01T05:00:00Z' },
    // The day on which clocks go forward has 23 hours.
    { ssot: newYork, month: '2026-03-08', last: '2026-03-09T03:59:59.999Z', next: '2026-03-09T04:00:00Z' },
    // The day on which they go back has 25.
    { ssot: newYork, month: '2026-11-01', last: '2026-11-02T04:59:59.999Z', next: '2026-11-02T05:00:00Z' },
  ])('$month ends at $next in $ssot.zone', async ({ ssot, month, last, next }) => {
    await ssot.fill(
      deals(
        { id: 'in', created_at: '2026-01-05', life: [[last, { stage_id: 'won' }]] },
        { id: 'out', created_at: '2026-01-05', life: [[next, { stage_id: 'lost' }]] },
      ),
    )
    expect(await ssot.one('win_rate', { period: month, asOf: '2028-06-01T00:00' })).toMatchObject({ value: 1, n: 1 })
  })

  it('forgets a reopened deal from then on, and still knows it as of the time before', async () => {
    await tokyo.fill(
      deals(
        {
          id: 'o1',
          created_at: '2026-01-05',
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2' }],
            ['2026-04-02T10:00', { stage_id: 'lost' }],
          ],
        },
        { id: 'o2', created_at: '2026-01-05', life: [['2026-02-11T10:00', { stage_id: 'lost' }]] },
      ),
    )
    const february = (asOf: string) => tokyo.one('win_rate', { period: '2026-02', asOf })
    expect(await february('2026-03-01T00:00')).toMatchObject({ value: 0.5, n: 2 })
    // Nothing dated at or after the instant counts: at 10:00 sharp it was still won.
    expect(await february('2026-03-05T10:00')).toMatchObject({ value: 0.5, n: 2 })
    expect(await february('2026-03-05T10:01')).toMatchObject({ value: 0, n: 1 })
    expect(await february('2026-12-01T00:00')).toMatchObject({ value: 0, n: 1 })
    // Its last close is the one in April.
    expect(await tokyo.one('win_rate', { period: '2026-04' })).toMatchObject({ value: 0, n: 1 })
  })

  it('credits a deal to whoever owned it when it closed', async () => {
    await tokyo.fill(
      deals(
        {
          id: 'o1',
          created_at: '2026-01-05',
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-01T10:00', { owner_id: 'bob' }],
          ],
        },
        { id: 'o2', created_at: '2026-01-05', owner_id: 'bob', life: [['2026-02-10', { stage_id: 'lost' }]] },
      ),
    )
    expect(await tokyo.values('win_rate', { period: '2026-02', by: ['owner'] })).toEqual({ Ann: 1, Bob: 0 })
    expect(await tokyo.values('win_rate', { period: '2026-02', by: ['team'] })).toEqual({ East: 1, West: 0 })
    expect(await tokyo.one('win_rate', { period: '2026-02', scope: ['ann'] })).toMatchObject({ value: 1, n: 1 })
  })
})

describe('win rate, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'win_rate',
      questions,
      (pick, { from, to, asOf }) => {
        const closed = pick(closedIn(known.at(asOf), from, Math.min(to, asOf))).filter(({ type }) => type !== 'renewal')
        const won = closed.filter(({ outcome }) => outcome === 'won')
        return { ...ratio(won.length, closed.length), n: closed.length }
      },
      directory.dimensions,
    ))
})
