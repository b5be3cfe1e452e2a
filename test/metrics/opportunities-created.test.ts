import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, questions } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }

describe('opportunities created, by hand', () => {
  it('count whatever became of them; renewals are told apart', async () => {
    await tokyo.fill(
      deals(
        { id: 'open', created_at: '2026-02-01' },
        { id: 'won', created_at: '2026-02-02', life: [['2026-02-20', { stage_id: 'won' }]] },
        { id: 'lost', created_at: '2026-02-03', type: null, life: [['2026-03-20', { stage_id: 'lost' }]] },
        { id: 'no amount', created_at: '2026-02-04', amount: null, type: 'expansion' },
        { id: 'renewal', created_at: '2026-02-05', type: 'renewal' },
        // Won in the period, created before it.
        { id: 'older', created_at: '2026-01-31T23:59', life: [['2026-02-10', { stage_id: 'won' }]] },
      ),
    )
    const reading = await tokyo.one('opportunities_created', february)
    expect(reading).toMatchObject({ value: 5, n: 5, reason: null })
    expect(reading.beside).toEqual([{ words: { en: 'of which renewals', ja: 'うち更新' }, unit: 'count', value: 1 }])
  })

  it('of nothing are 0', async () => {
    await tokyo.fill()
    expect(await tokyo.one('opportunities_created', february)).toMatchObject({ value: 0, n: 0, reason: null })
  })

  it.each(edges)('count who was created in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill(deals(...[...inside, ...outside].map((created_at, i) => ({ id: `o${i}`, created_at }))))
    expect(await ssot.one('opportunities_created', { period, asOf: afterEdges })).toMatchObject({ value: 2, n: 2 })
  })

  it('end at the as-of instant', async () => {
    await tokyo.fill(deals({ id: 'o1', created_at: '2026-02-03T09:00' }, { id: 'o2', created_at: '2026-02-20T09:00' }))
    const seen = (asOf: string) => tokyo.one('opportunities_created', { ...february, asOf })
    expect(await seen('2026-02-20T09:00')).toMatchObject({ value: 1, closed: false })
    expect(await seen('2026-02-20T09:01')).toMatchObject({ value: 2 })
  })

  it('belong to their owner as of then, and to the CSM of the account', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-02-03', life: [['2026-03-05T10:00', { owner_id: 'bob' }]] },
        { id: 'o2', created_at: '2026-02-04', account_id: 'globex' },
      ),
    )
    const by = (asOf: string) => tokyo.values('opportunities_created', { ...february, by: ['owner'], asOf })
    expect(await by('2026-03-05T10:00')).toEqual({ Ann: 2 })
    expect(await by('2026-03-05T10:01')).toEqual({ Ann: 1, Bob: 1 })
    expect(await tokyo.values('opportunities_created', { ...february, by: ['segment'] })).toEqual({
      SMB: 1,
      Enterprise: 1,
    })
    for (const [who, value] of [
      [['ann'], 1],
      [['bob'], 1],
      [['mia', 'ann', 'bob'], 2],
      [['cleo'], 1],
      [['rex'], 0],
    ] as const) {
      expect(await tokyo.one('opportunities_created', { ...february, scope: who })).toMatchObject({ value })
    }
  })

  it('break down by campaign and type; a breakdown there is not is refused with those there are', async () => {
    await tokyo.fill({
      campaigns: [{ id: 'c1', name: 'Expo', channel: 'event' }],
      ...deals(
        { id: 'o1', created_at: '2026-02-03', campaign_id: 'c1', type: null },
        { id: 'o2', created_at: '2026-02-04', type: 'renewal' },
      ),
    })
    const by = (name: string) => tokyo.values('opportunities_created', { ...february, by: [name] })
    expect(await by('campaign')).toEqual({ Expo: 1, '–': 1 })
    expect(await by('type')).toEqual({ new: 1, renewal: 1 })
    await expect(by('priority')).rejects.toMatchObject({ known: expect.arrayContaining(['campaign', 'type']) })
  })
})

describe('opportunities created, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'opportunities_created',
      questions,
      (pick, { from, to, asOf }) => {
        const n = pick(known.at(asOf)).filter(({ created }) => created >= from && created < to).length
        return { value: n, n }
      },
      directory.dimensions,
    ))
})
