import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, daysBetween, questions, ratio, rawRows } from '../support/reference.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const january = (asOf?: string) => tokyo.one('opportunity_rate', { period: '2026-01', ...(asOf ? { asOf } : {}) })

describe('MQL to opportunity, by hand', () => {
  it('is the share of MQLs whose own opportunity was created within 90 days', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-01-10T12:00', opportunity_id: 'same day' },
        { mql_at: '2026-01-10T12:00', opportunity_id: 'day 90' },
        { mql_at: '2026-01-10T12:00', opportunity_id: 'day 91' },
        // Created before the lead was marketing-qualified: not because of it.
        { mql_at: '2026-01-10T12:00', opportunity_id: 'before' },
        // Names a deal that does not exist (any more).
        { mql_at: '2026-01-10T12:00', opportunity_id: 'deleted' },
        { mql_at: '2026-01-10T12:00' },
        // Not an MQL.
        { created_at: '2026-01-10T12:00', opportunity_id: 'same day' },
      ],
      opportunities: [
        { id: 'same day', created_at: '2026-01-10T08:00' },
        { id: 'day 90', created_at: '2026-04-10T23:59' },
        { id: 'day 91', created_at: '2026-04-11T00:00' },
        { id: 'before', created_at: '2026-01-09T12:00' },
      ],
    })
    // "Same day" was created four hours before mql_at: day(b) − day(a) = 0, so it counts.
    expect(await january()).toMatchObject({ value: 2 / 6, numerator: 2, denominator: 6, n: 6 })
  })

  it('counts two leads of one opportunity as two, and one lead once', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-01-10', opportunity_id: 'o1' },
        { mql_at: '2026-01-20', opportunity_id: 'o1' },
      ],
      opportunities: [{ id: 'o1', created_at: '2026-02-01' }],
    })
    expect(await january()).toMatchObject({ value: 1, numerator: 2, denominator: 2 })
  })

  it('knows no opportunity before it is created, and is immature for 90 days', async () => {
    await tokyo.fill({
      leads: [{ mql_at: '2026-01-10', opportunity_id: 'o1' }],
      opportunities: [{ id: 'o1', created_at: '2026-02-01T09:00' }],
    })
    expect(await january('2026-02-01T09:00')).toMatchObject({ value: 0, mature: false })
    expect(await january('2026-02-01T09:01')).toMatchObject({ value: 1, mature: false })
    expect(await january('2026-05-02T00:00')).toMatchObject({ value: 1, mature: true })
  })
})

describe('MQL to opportunity, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const leads = await readLeads(company, directory)
  const created = new Map((await rawRows(company, 'opportunities')).map((row) => [row.id, Number(row.created_at)]))

  it('agrees with a second derivation', () =>
    agree(
      company,
      'opportunity_rate',
      questions,
      (pick, { from, to, asOf }) => {
        const cohort = pick(leads).filter((lead) => {
          const mql = lead.at('mql_at', asOf)
          return lead.at('created_at', asOf) !== null && mql !== null && mql >= from && mql < to
        })
        const won = cohort.filter((lead) => {
          const at = created.get(lead.row.opportunity_id ?? null)
          if (at === undefined || at >= asOf) return false
          const days = daysBetween(dayOf(Number(lead.row.mql_at)), dayOf(at))
          return days >= 0 && days <= 90
        })
        return { ...ratio(won.length, cohort.length), n: cohort.length }
      },
      directory.dimensions,
    ))
})
