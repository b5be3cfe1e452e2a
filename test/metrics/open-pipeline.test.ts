import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('open pipeline, by hand', () => {
  it('adds up open deals of every type, and tells renewals and missing amounts apart', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300 },
        { id: 'o2', created_at: '2026-01-05', amount: 50, type: 'renewal', stage_id: 's2' },
        { id: 'o3', created_at: '2026-01-05', amount: null },
        { id: 'o4', created_at: '2026-01-05', amount: 900, life: [['2026-02-03', { stage_id: 'won' }]] },
      ),
    )
    const reading = await tokyo.one('open_pipeline', { period: '2026-02' })
    expect(reading).toMatchObject({ value: 350, n: 3 })
    expect(reading.beside.map(({ value }) => value)).toEqual([50])
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it('is the state when the period ends, or now while it runs', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-10',
        amount: 100,
        life: [
          ['2026-01-31T23:00', { amount: 150, stage_id: 's2' }],
          ['2026-02-01T00:00', { amount: 400 }],
          ['2026-02-15T12:00', { stage_id: 'lost' }],
        ],
      }),
    )
    const at = async (period: string, asOf?: string) =>
      (await tokyo.one('open_pipeline', { period, ...(asOf ? { asOf } : {}) })).value
    // January ends just before the change of midnight.
    expect(await at('2026-01')).toBe(150)
    expect(await at('2026-01', '2026-01-31T22:00')).toBe(100)
    expect(await at('2026-02', '2026-02-15T12:00')).toBe(400)
    expect(await at('2026-02')).toBe(0)
    expect(await at('2025-12')).toBe(0)
  })

  it('breaks down by the owner and the stage of then, in the order of the stages', async () => {
    await tokyo.fill(
      deals(
        {
          id: 'o1',
          created_at: '2026-01-10',
          life: [
            ['2026-02-10', { stage_id: 's2' }],
            ['2026-02-20', { owner_id: 'bob' }],
          ],
        },
        { id: 'o2', created_at: '2026-01-10', amount: 7 },
      ),
    )
    const january = { period: '2026-01' }
    expect(await tokyo.values('open_pipeline', { ...january, by: ['owner'] })).toEqual({ Ann: 107 })
    expect(await tokyo.values('open_pipeline', { ...january, by: ['stage'] })).toEqual({ Discovery: 107 })
    const now = { period: '2026-03' }
    expect(await tokyo.values('open_pipeline', { ...now, by: ['owner'] })).toEqual({ Ann: 7, Bob: 100 })
    // Discovery holds less than Proposal, and still comes first.
    expect(Object.entries(await tokyo.values('open_pipeline', { ...now, by: ['stage'] }))).toEqual([
      ['Discovery', 7],
      ['Proposal', 100],
    ])
  })
})

describe('open pipeline, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'open_pipeline',
      questions,
      (pick, { end }) => {
        const open = pick(known.at(end)).filter(({ outcome }) => outcome === 'open')
        return { value: sumOf(open.map(({ amount }) => amount ?? 0)), n: open.length }
      },
      directory.dimensions,
    ))
})
