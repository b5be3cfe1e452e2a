import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { credited, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const commit = (asOf: string) => tokyo.one('forecast_commit', { period: '2026-Q1', asOf })

describe('commit, by hand', () => {
  it('is what was won in the period and the committed deals that close in it', async () => {
    const open = { created_at: '2026-01-05', forecast_category: 'commit' }
    await tokyo.fill(
      deals(
        { id: 'won', created_at: '2026-01-05', amount: 1000, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'won before', created_at: '2025-11-05', amount: 500, life: [['2025-12-31T23:59', { stage_id: 'won' }]] },
        { ...open, id: 'first day', amount: 1, close_date: '2026-01-01' },
        { ...open, id: 'last day', amount: 2, close_date: '2026-03-31' },
        { ...open, id: 'next quarter', amount: 4, close_date: '2026-04-01' },
        { ...open, id: 'undated', amount: 8, close_date: null },
        { ...open, id: 'best case', amount: 16, close_date: '2026-03-01', forecast_category: 'best_case' },
        { ...open, id: 'no category', amount: 32, close_date: '2026-03-01', forecast_category: null },
        { ...open, id: 'renewal', amount: 64, close_date: '2026-03-01', type: 'renewal' },
        { ...open, id: 'no amount', amount: null, close_date: '2026-03-01' },
        { ...open, id: 'lost', amount: 128, close_date: '2026-02-01', life: [['2026-02-01', { stage_id: 'lost' }]] },
      ),
    )
    const reading = await commit('2026-02-15T00:00')
    // 1000 won; 1, 2 and the renewal's 64 committed. A close date that has passed still lies in the period.
    expect(reading).toMatchObject({ value: 1067, n: 5 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
    expect(reading.beside.map(({ words, value }) => [words.en, value])).toEqual([['of which renewals', 64]])
  })

  it('remembers category, date and amount of then', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        amount: 100,
        close_date: '2026-03-20',
        forecast_category: 'pipeline',
        life: [
          ['2026-02-01', { forecast_category: 'commit' }],
          ['2026-02-10', { amount: 120 }],
          ['2026-03-10', { close_date: '2026-04-20' }],
          ['2026-03-25', { stage_id: 'won' }],
        ],
      }),
    )
    expect(await commit('2026-01-20T00:00')).toMatchObject({ value: 0 })
    expect(await commit('2026-02-05T00:00')).toMatchObject({ value: 100 })
    expect(await commit('2026-02-20T00:00')).toMatchObject({ value: 120 })
    expect(await commit('2026-03-12T00:00')).toMatchObject({ value: 0 })
    // Won in the quarter after all, whatever its date said.
    expect(await commit('2026-06-01T00:00')).toMatchObject({ value: 120, closed: true })
  })

  it('credits a reopened deal to its owner of today', async () => {
    await tokyo.fill({
      opportunities: [
        {
          id: 'o1',
          amount: 10,
          owner_id: 'bob',
          closed_at: '2026-01-20',
          close_date: '2026-03-01',
          forecast_category: 'commit',
        },
      ],
      opportunity_history: [
        { opportunity_id: 'o1', valid_from: '2025-12-01', valid_to: '2026-02-01', stage_id: 'won', owner_id: 'ann' },
        { opportunity_id: 'o1', valid_from: '2026-02-01', stage_id: 's1', owner_id: 'bob', amount: 10 },
      ],
    })
    expect(
      await tokyo.values('forecast_commit', { period: '2026-Q1', asOf: '2026-02-15T00:00', by: ['owner'] }),
    ).toEqual({ Bob: 10 })
  })
})

describe('commit, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'forecast_commit',
      questions,
      (pick, { end, from, fromDay, toDay }) => {
        const counted = pick(credited(known.at(end))).filter(({ outcome, closed, closeDate, category }) =>
          outcome === 'open'
            ? closeDate !== null && closeDate >= fromDay && closeDate < toDay && category === 'commit'
            : outcome === 'won' && closed !== null && closed >= from,
        )
        return { value: sumOf(counted.map(({ amount }) => amount ?? 0)), n: counted.length }
      },
      directory.dimensions,
    ))
})
