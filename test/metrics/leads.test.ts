import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions } from '../support/reference.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)

describe('leads, by hand', () => {
  it('count by the day of created_at, in the company’s zone', async () => {
    const ends = { tokyo: '2026-01-31T15:00:00Z', newYork: '2026-02-01T05:00:00Z' }
    for (const [ssot, midnight] of [
      [tokyo, ends.tokyo],
      [newYork, ends.newYork],
    ] as const) {
      const before = ssot.instant(midnight).subtract({ milliseconds: 1 }).toString()
      await ssot.fill({
        leads: [{ created_at: before }, { created_at: midnight }, { created_at: '2026-02-28T12:00:00Z' }],
      })
      expect(await ssot.one('leads', { period: '2026-01' })).toMatchObject({ value: 1, n: 1 })
      expect(await ssot.one('leads', { period: '2026-02' })).toMatchObject({ value: 2, n: 2 })
    }
  })

  it('end at the as-of instant', async () => {
    await tokyo.fill({ leads: [{ created_at: '2026-02-03T09:00' }, { created_at: '2026-02-20T09:00' }] })
    expect(await tokyo.one('leads', { period: '2026-02', asOf: '2026-02-20T09:00' })).toMatchObject({
      value: 1,
      closed: false,
    })
  })

  it('break down by the lead’s own words and owner; marketing sees them all, but no owners', async () => {
    await tokyo.fill({
      leads: [
        { created_at: '2026-02-03', segment: 'SMB', source: 'web', owner_id: 'ann', account_id: 'globex' },
        { created_at: '2026-02-04', segment: 'SMB', source: 'event', owner_id: 'bob' },
        { created_at: '2026-02-05', source: 'web' },
      ],
    })
    const february = { period: '2026-02' }
    expect(await tokyo.values('leads', { ...february, by: ['segment'] })).toEqual({ SMB: 2, '–': 1 })
    expect(await tokyo.values('leads', { ...february, by: ['source', 'owner'] })).toEqual({
      'web / Ann': 1,
      'event / Bob': 1,
      'web / –': 1,
    })
    const totals = { ...february, scope: { kind: 'aggregates' } } as const
    expect(await tokyo.values('leads', { ...totals, by: ['account'] })).toEqual({ Globex: 1, '–': 2 })
    await expect(tokyo.ask('leads', { ...totals, by: ['owner'] })).rejects.toThrow(/totals/)
    expect(await tokyo.one('leads', { ...february, scope: ['ann'] })).toMatchObject({ value: 1 })
    expect(await tokyo.one('leads', { ...february, where: [{ dimension: 'segment', values: [null] }] })).toMatchObject({
      value: 1,
    })
  })

  it('of nothing are 0', async () => {
    await tokyo.fill()
    expect(await tokyo.one('leads', { period: '2026-02' })).toMatchObject({ value: 0, n: 0, reason: null })
  })
})

describe('leads, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const leads = await readLeads(company, directory)

  it('agree with a second derivation', () =>
    agree(
      company,
      'leads',
      [...questions, { period: '2026-Q2', by: ['source'] }],
      (pick, { from, to, asOf }) => {
        const counted = pick(leads).filter((lead) => {
          const at = lead.at('created_at', asOf)
          return lead.at('created_at', asOf) !== null && at !== null && at >= from && at < to
        })
        return { value: counted.length, n: counted.length }
      },
      { ...directory.dimensions, source: [...new Set(leads.flatMap(({ dims }) => dims.source ?? []))] },
    ))
})
