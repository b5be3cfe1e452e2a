import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, dayMs, quantile, questions, rawRows } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }
const won = (id: string, closed: string, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2026-01-05',
  life: [[closed, { stage_id: 'won' }]],
  ...more,
})
const lead = (opportunity_id: string, created_at: string) => ({ opportunity_id, created_at })

describe('lead to close, by hand', () => {
  it('is the median of days from the earliest lead to the win, without renewals', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', '2026-02-11T21:00'),
        won('o2', '2026-02-05T00:00', { type: null }),
        won('o3', '2026-02-10T00:00', { type: 'expansion' }),
        won('r1', '2026-02-10T00:00', { type: 'renewal' }),
        won('l1', '2026-02-10T00:00', { life: [['2026-02-10', { stage_id: 'lost' }]] }),
        { id: 'open', created_at: '2026-01-05' },
      ),
      leads: [
        // The later of two leads of one deal says nothing.
        lead('o1', '2026-02-01T09:00'),
        lead('o1', '2026-02-09T09:00'),
        lead('o2', '2026-02-01T00:00'),
        // The lead came long before the opportunity.
        lead('o3', '2026-01-01T00:00'),
        ...['r1', 'l1', 'open', 'unknown'].map((id) => lead(id, '2025-01-01T00:00')),
      ],
    })
    const reading = await tokyo.one('lead_time', february)
    // 10.5, 4 and 40 days: the middle one; p90 lies 0.8 of the way from 10.5 to 40, at 34.1.
    expect(reading).toMatchObject({ value: 10.5, n: 3, reason: null, leftOut: [] })
    expect(reading.p90).toBeCloseTo(34.1, 10)
  })

  it('leaves out, and counts, wins without a lead and with a lead that came after', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', '2026-02-10T00:00'),
        won('o2', '2026-02-10T00:00'),
        won('o3', '2026-02-10T00:00'),
        won('o4', '2026-02-10T00:00', { type: 'renewal' }),
      ),
      leads: [lead('o1', '2026-02-10T00:00'), lead('o2', '2026-02-20T00:00')],
    })
    const reading = await tokyo.one('lead_time', february)
    // A lead of the same instant took 0 days, and counts. Renewals are not missed.
    expect(reading).toMatchObject({ value: 0, n: 1, reason: null })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([
      ['won without a lead', 1],
      ['with a negative duration', 1],
    ])
    // The lead of the 20th was not there on the 15th.
    const before = await tokyo.one('lead_time', { ...february, asOf: '2026-02-15T00:00' })
    expect(before.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['won without a lead', 2]])
  })

  it('is null, not 0, where nothing was won of a lead', async () => {
    await tokyo.fill(deals(won('o1', '2026-02-10T00:00')))
    expect(await tokyo.one('lead_time', february)).toMatchObject({ value: null, p90: null, n: 0, reason: 'no_data' })
  })

  it('counts hours, not dates, across a change of clocks', async () => {
    await newYork.fill({ ...deals(won('o1', '2026-03-09T12:00')), leads: [lead('o1', '2026-03-07T12:00')] })
    // 48 hours on the wall, of which the night to 8 March took one: 47 ÷ 24.
    expect((await newYork.one('lead_time', { period: '2026-03' })).value).toBeCloseTo(47 / 24, 10)
  })

  it.each(edges)('counts what closed in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    const all = [...inside, ...outside]
    await ssot.fill({
      ...deals(...all.map((close, i) => won(`o${i}`, close, { created_at: '2025-01-01' }))),
      // Those inside have a lead of the same instant, so that any other would be seen.
      leads: all.map((close, i) => lead(`o${i}`, i < inside.length ? close : '2025-01-01')),
    })
    expect(await ssot.one('lead_time', { period, asOf: afterEdges })).toMatchObject({ value: 0, p90: 0, n: 2 })
  })

  it('as of the past knows a win that was reopened since, by the close of then', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', '', {
          life: [
            ['2026-02-11T00:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2' }],
            ['2026-04-02T00:00', { stage_id: 'won' }],
          ],
        }),
      ),
      leads: [lead('o1', '2026-02-01T00:00')],
    })
    expect(await tokyo.one('lead_time', { ...february, asOf: '2026-03-05T10:00' })).toMatchObject({ value: 10, n: 1 })
    expect(await tokyo.one('lead_time', { ...february, asOf: '2026-03-05T10:01' })).toMatchObject({ value: null })
    // Its last close: 60 days after 1 February.
    expect(await tokyo.one('lead_time', { period: '2026-04' })).toMatchObject({ value: 60, n: 1 })
    expect(await tokyo.one('lead_time', february)).toMatchObject({ value: null })
  })

  it('belongs to whoever owned the deal when it closed', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', '', {
          life: [
            ['2026-02-11T00:00', { stage_id: 'won' }],
            ['2026-03-01T10:00', { owner_id: 'bob' }],
          ],
        }),
        won('o2', '2026-02-21T00:00', { owner_id: 'bob', account_id: 'globex' }),
      ),
      // Whose lead it was does not matter.
      leads: [
        { ...lead('o1', '2026-02-01T00:00'), owner_id: 'bob' },
        { ...lead('o2', '2026-02-01T00:00'), owner_id: 'ann' },
      ],
    })
    expect(await tokyo.values('lead_time', { ...february, by: ['owner'] })).toEqual({ Ann: 10, Bob: 20 })
    expect(await tokyo.values('lead_time', { ...february, by: ['segment'] })).toEqual({ SMB: 10, Enterprise: 20 })
    for (const [who, value, n] of [
      [['ann'], 10, 1],
      [['bob'], 20, 1],
      [['mia', 'ann', 'bob'], 15, 2],
      [['cleo'], 10, 1],
    ] as const) {
      expect(await tokyo.one('lead_time', { ...february, scope: who })).toMatchObject({ value, n })
    }
  })
})

describe('lead to close, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const earliest = new Map<string, number>()
  for (const { opportunity_id, created_at } of await rawRows(company, 'leads')) {
    if (opportunity_id === null) continue
    const id = String(opportunity_id)
    earliest.set(id, Math.min(earliest.get(id) ?? Number.POSITIVE_INFINITY, Number(created_at)))
  }

  it('agrees with a second derivation', () =>
    agree(
      company,
      'lead_time',
      questions,
      (pick, { from, to, asOf }) => {
        const won = pick(closedIn(known.at(asOf), from, Math.min(to, asOf))).filter(
          ({ outcome, type }) => outcome === 'won' && type !== 'renewal',
        )
        const days = won.flatMap(({ id, closed }) => {
          const lead = earliest.get(id)
          return lead === undefined || closed === null || closed < lead ? [] : [(closed - lead) / dayMs]
        })
        return { value: quantile(days, 0.5), p90: quantile(days, 0.9), n: days.length }
      },
      directory.dimensions,
    ))
})
