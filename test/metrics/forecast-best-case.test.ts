import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { credited, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot({ fiscalYearStart: 4 })

describe('best case, by hand', () => {
  it('includes what is committed and what is won', async () => {
    const open = { created_at: '2026-01-05', close_date: '2026-03-31' }
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 1000, life: [['2026-02-01', { stage_id: 'won' }]] },
        { ...open, id: 'o2', amount: 1, forecast_category: 'commit' },
        { ...open, id: 'o3', amount: 2, forecast_category: 'best_case', type: 'renewal' },
        { ...open, id: 'o4', amount: 4, forecast_category: 'pipeline' },
        { ...open, id: 'o5', amount: 8, forecast_category: 'omitted' },
        { ...open, id: 'o6', amount: 16, forecast_category: 'best_case', close_date: '2026-04-01' },
      ),
    )
    const asOf = '2026-02-15T00:00'
    const reading = await tokyo.one('forecast_best_case', { period: '2026-Q1', asOf })
    expect(reading).toMatchObject({ value: 1003, n: 3 })
    expect(reading.beside.map(({ value }) => value)).toEqual([2])
    expect(await tokyo.one('forecast_commit', { period: '2026-Q1', asOf })).toMatchObject({ value: 1001, n: 2 })
    // The fiscal year that begins in April: only o6 closes in it.
    expect(await tokyo.one('forecast_best_case', { period: '2026-04-01/2027-04-01', asOf })).toMatchObject({
      value: 16,
    })
  })
})

describe('best case, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'forecast_best_case',
      questions,
      (pick, { end, from, fromDay, toDay }) => {
        const all = pick(credited(known.at(end)))
        const won = all.filter(({ outcome, closed }) => outcome === 'won' && closed !== null && closed >= from)
        const hoped = all.filter(
          ({ outcome, closeDate, category }) =>
            outcome === 'open' &&
            closeDate !== null &&
            closeDate >= fromDay &&
            closeDate < toDay &&
            (category === 'commit' || category === 'best_case'),
        )
        const amounts = [...won, ...hoped].map(({ amount }) => amount ?? 0)
        return { value: sumOf(amounts), n: amounts.length }
      },
      directory.dimensions,
    ))
})
