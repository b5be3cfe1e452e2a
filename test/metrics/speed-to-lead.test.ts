import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, quantile, questions } from '../support/reference.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }

describe('speed to lead, by hand', () => {
  it('is the median of minutes from MQL to the first touch; the untouched are counted beside it', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:10' },
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T10:00' },
        // Touched after the period; it became MQL in it.
        { mql_at: '2026-02-28T23:00', first_touch_at: '2026-03-01T01:30' },
        { mql_at: '2026-02-02T09:00' },
        // Disqualified is not touched.
        { mql_at: '2026-02-02T09:00', disqualified_at: '2026-02-02T09:05' },
        // No MQL.
        { created_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:01' },
      ],
    })
    const reading = await tokyo.one('speed_to_lead', february)
    // 10, 60 and 150 minutes; p90 lies 0.8 of the way from 60 to 150.
    expect(reading).toMatchObject({ value: 60, n: 3, reason: null })
    expect(reading.p90).toBeCloseTo(132, 10)
    expect(reading.beside).toEqual([{ words: { en: 'untouched', ja: '未対応' }, unit: 'count', value: 2 }])
  })

  it('leaves out who was touched before becoming MQL, and counts them; at once is 0 minutes', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:00' },
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-01-20T09:00' },
      ],
    })
    const reading = await tokyo.one('speed_to_lead', february)
    expect(reading).toMatchObject({ value: 0, n: 1, reason: null })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['with a negative duration', 1]])
    expect(reading.beside.map(({ value }) => value)).toEqual([0])
  })

  it('is null where none was touched, with as many beside it', async () => {
    await tokyo.fill({ leads: [{ mql_at: '2026-02-02T09:00' }] })
    const reading = await tokyo.one('speed_to_lead', february)
    expect(reading).toMatchObject({ value: null, p90: null, n: 0, reason: 'no_data' })
    expect(reading.beside.map(({ value }) => value)).toEqual([1])
    expect((await tokyo.one('speed_to_lead', { period: '2026-03' })).beside.map(({ value }) => value)).toEqual([0])
  })

  it('counts minutes that passed, at night too, across a change of clocks', async () => {
    // Clocks went from 02:00 to 03:00: from 01:30 to 03:30 an hour passed.
    await newYork.fill({ leads: [{ mql_at: '2026-03-08T01:30', first_touch_at: '2026-03-08T03:30' }] })
    expect(await newYork.one('speed_to_lead', { period: '2026-03' })).toMatchObject({ value: 60 })
  })

  it.each(edges)('counts who became MQL in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({
      leads: [
        ...inside.map((at) => ({ mql_at: at, first_touch_at: at })),
        ...outside.map((at) => ({ mql_at: at, first_touch_at: '2028-05-01' })),
      ],
    })
    const reading = await ssot.one('speed_to_lead', { period, asOf: afterEdges })
    expect(reading).toMatchObject({ value: 0, n: 2 })
  })

  it('as of the past knows no later touch', async () => {
    await tokyo.fill({ leads: [{ mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-03T09:00' }] })
    const seen = async (asOf: string) => {
      const { value, n, beside } = await tokyo.one('speed_to_lead', { ...february, asOf })
      return [value, n, beside[0]?.value]
    }
    expect(await seen('2026-02-02T09:00')).toEqual([null, 0, 0])
    expect(await seen('2026-02-03T09:00')).toEqual([null, 0, 1])
    expect(await seen('2026-02-03T09:01')).toEqual([1440, 1, 0])
  })

  it('breaks down by the lead’s own words, campaign and owner; marketing sees them all, but no owners', async () => {
    await tokyo.fill({
      campaigns: [{ id: 'c1', name: 'Expo', channel: 'event' }],
      leads: [
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:10', owner_id: 'ann', campaign_id: 'c1' },
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:30', owner_id: 'bob', source: 'web' },
        { mql_at: '2026-02-02T09:00', first_touch_at: '2026-02-02T09:50' },
      ],
    })
    const by = (name: string) =>
      tokyo.values('speed_to_lead', { ...february, by: [name], scope: { kind: 'aggregates' } })
    await expect(by('owner')).rejects.toThrow(/totals/)
    expect(await tokyo.values('speed_to_lead', { ...february, by: ['owner'] })).toEqual({ Ann: 10, Bob: 30, '–': 50 })
    expect(await by('campaign')).toEqual({ Expo: 10, '–': 40 })
    expect(await by('source')).toEqual({ web: 30, '–': 30 })
    for (const [who, value, n] of [
      [['ann'], 10, 1],
      [['mia', 'ann', 'bob'], 20, 2],
      [['cleo'], null, 0],
    ] as const) {
      expect(await tokyo.one('speed_to_lead', { ...february, scope: who })).toMatchObject({ value, n })
    }
    await expect(tokyo.ask('speed_to_lead', { ...february, by: ['product'] })).rejects.toMatchObject({
      known: expect.arrayContaining(['campaign', 'owner', 'source']),
    })
  })
})

describe('speed to lead, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const leads = await readLeads(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'speed_to_lead',
      questions,
      (pick, { from, to, asOf }) => {
        const qualified = pick(leads).flatMap((lead) => {
          const mql = lead.at('mql_at', asOf)
          const here = lead.at('created_at', asOf) !== null && mql !== null && mql >= from && mql < to
          return here ? [{ mql, touch: lead.at('first_touch_at', asOf) }] : []
        })
        const minutes = qualified.flatMap(({ mql, touch }) => (touch === null ? [] : [(touch - mql) / 60_000]))
        const times = minutes.filter((each) => each >= 0)
        return {
          value: quantile(times, 0.5),
          p90: quantile(times, 0.9),
          n: times.length,
          beside: [qualified.filter(({ touch }) => touch === null).length],
          leftOut: minutes.length - times.length,
        }
      },
      directory.dimensions,
    ))
})
