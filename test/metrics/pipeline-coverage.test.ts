import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, sumOf } from '../support/reference.ts'
import { closedIn, credited, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readQuotas } from '../support/reference-targets.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const target = { period_start: '2026-01-01', period_end: '2026-04-01', value: 1000 }
const coverage = (asOf: string) => tokyo.one('pipeline_coverage', { period: '2026-Q1', asOf })
const created_at = '2025-12-05'

describe('pipeline coverage, by hand', () => {
  it('is what can still close in the period ÷ what is still to be won in it', async () => {
    await tokyo.fill({
      targets: [target],
      ...deals(
        { id: 'won', created_at, amount: 400, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'today', created_at, amount: 100, close_date: '2026-02-15' },
        { id: 'last day', created_at, amount: 200, close_date: '2026-03-31', type: 'renewal' },
        // A close date in the past is no coverage, nor is one after the period, nor none.
        { id: 'past', created_at, amount: 1600, close_date: '2026-02-14' },
        { id: 'next quarter', created_at, amount: 3200, close_date: '2026-04-01' },
        { id: 'undated', created_at, amount: 6400 },
        { id: 'no amount', created_at, amount: null, close_date: '2026-03-01' },
      ),
    })
    const reading = await coverage('2026-02-15T12:00')
    // 300 ÷ (1000 − 400)
    expect(reading).toMatchObject({ value: 0.5, numerator: 300, denominator: 600 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
    expect(reading.beside.map(({ words, value }) => [words.en, value])).toEqual([
      ['of which renewals', 200],
      ['past due in the period', 1600],
    ])
  })

  it('of a period to come counts all that closes in it', async () => {
    await tokyo.fill({
      targets: [target],
      ...deals(
        { id: 'o1', created_at, amount: 500, close_date: '2026-01-01' },
        { id: 'o2', created_at, amount: 9, close_date: '2025-12-31' },
      ),
    })
    expect(await coverage('2025-12-20T00:00')).toMatchObject({ value: 0.5, closed: false })
  })

  it('has nothing left to cover once the target is met', async () => {
    await tokyo.fill({
      targets: [target],
      ...deals(
        { id: 'won', created_at, amount: 1000, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'o2', created_at, amount: 100, close_date: '2026-03-01' },
      ),
    })
    expect(await coverage('2026-02-15T00:00')).toMatchObject({ value: null, reason: 'target_met' })
    // The day before it was won, everything was still to do.
    expect(await coverage('2026-01-31T00:00')).toMatchObject({ value: 0.1, numerator: 100, denominator: 1000 })
  })

  it('needs a target, and is 0 where nothing is open', async () => {
    await tokyo.fill({ targets: [target] })
    expect(await coverage('2026-02-15T00:00')).toMatchObject({ value: 0, reason: null })
    await tokyo.fill()
    expect(await coverage('2026-02-15T00:00')).toMatchObject({ value: null, reason: 'no_target' })
  })
})

describe('pipeline coverage, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const quota = await readQuotas(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'pipeline_coverage',
      [
        { period: '2026-Q4' },
        { period: '2026-11' },
        { period: '2026-Q4', by: ['owner'] },
        { period: '2026-Q4', by: ['team'] },
        { period: '2026-Q2', asOf: '2026-05-14T09:30', by: ['team'] },
        { period: '2026-Q2', asOf: '2026-05-14T09:30', by: ['owner'] },
        { period: '2026-Q3', asOf: '2026-08-01T00:00' },
        { period: '2026-Q4', asOf: '2026-09-20T12:00' },
      ],
      (pick, question, group) => {
        const { from, to, asOf, end, fromDay, toDay } = question
        const target = quota(question, group)
        const today = dayOf(end - 1)
        const deals = pick(credited(known.at(asOf)))
        const won = closedIn(deals, from, Math.min(to, asOf)).filter(({ outcome }) => outcome === 'won')
        const left = target === null ? null : target - sumOf(won.map(({ amount }) => amount ?? 0))
        if (left === null || left <= 0) return { value: null }
        const closing = pick(credited(known.at(end))).filter(
          ({ outcome, closeDate }) =>
            outcome === 'open' && closeDate !== null && closeDate >= today && closeDate >= fromDay && closeDate < toDay,
        )
        const numerator = sumOf(closing.map(({ amount }) => amount ?? 0))
        return { value: numerator / left, numerator, denominator: left }
      },
      directory.dimensions,
    ))
})
