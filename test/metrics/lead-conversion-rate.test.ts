import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, daysBetween, questions, ratio } from '../support/reference.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const january = (asOf?: string) => tokyo.one('lead_conversion_rate', { period: '2026-01', ...(asOf ? { asOf } : {}) })

describe('lead conversion, by hand', () => {
  it('counts calendar days from creation, 0 to 90', async () => {
    await tokyo.fill({
      leads: [
        { created_at: '2026-01-10T23:00', converted_at: '2026-01-10T23:30' },
        // 10 January + 90 days is 10 April, to its last minute, although 90 × 24 hours are over at 23:00.
        { created_at: '2026-01-10T23:00', converted_at: '2026-04-10T23:59' },
        { created_at: '2026-01-10T00:01', converted_at: '2026-04-11T00:00' },
        { created_at: '2026-01-10T12:00' },
        // Converted before it was created: a slip, and no conversion within 90 days.
        { created_at: '2026-01-10T12:00', converted_at: '2026-01-09T12:00' },
        { created_at: '2025-12-31T23:59', converted_at: '2026-01-10T12:00' },
      ],
    })
    expect(await january()).toMatchObject({ value: 2 / 5, numerator: 2, denominator: 5, n: 5, mature: true })
  })

  it('counts days on the company’s calendar where clocks change', async () => {
    await newYork.fill({
      leads: [
        // 31 January + 90 days is 1 May; clocks went forward in between.
        { created_at: '2026-01-31T23:30', converted_at: '2026-05-01T23:59' },
        { created_at: '2026-01-31T23:30', converted_at: '2026-05-02T00:00' },
      ],
    })
    expect(await newYork.one('lead_conversion_rate', { period: '2026-01' })).toMatchObject({ value: 0.5 })
  })

  it('is immature until 90 days have passed since the period, and knows only what had happened', async () => {
    await tokyo.fill({
      leads: [
        { created_at: '2026-01-10', converted_at: '2026-01-20T09:00' },
        { created_at: '2026-01-20', converted_at: '2026-03-20T09:00' },
        { created_at: '2026-01-25' },
      ],
    })
    expect(await january('2026-01-20T09:00')).toMatchObject({
      numerator: 0,
      denominator: 2,
      mature: false,
      closed: false,
    })
    expect(await january('2026-02-01T00:00')).toMatchObject({
      numerator: 1,
      denominator: 3,
      mature: false,
      closed: true,
    })
    // 1 February + 90 days = 2 May.
    expect(await january('2026-05-01T23:59')).toMatchObject({ numerator: 2, denominator: 3, mature: false })
    expect(await january('2026-05-02T00:00')).toMatchObject({ numerator: 2, denominator: 3, mature: true })
  })

  it('is null without a lead', async () => {
    await tokyo.fill()
    expect(await january()).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('lead conversion, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const leads = await readLeads(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'lead_conversion_rate',
      questions,
      (pick, { from, to, asOf }) => {
        const cohort = pick(leads).flatMap((lead) => {
          const created = lead.at('created_at', asOf)
          return created !== null && created >= from && created < to
            ? [{ created, converted: lead.at('converted_at', asOf) }]
            : []
        })
        const converted = cohort.filter(({ created, converted: at }) => {
          const days = at === null ? -1 : daysBetween(dayOf(created), dayOf(at))
          return days >= 0 && days <= 90
        })
        return { ...ratio(converted.length, cohort.length), n: cohort.length }
      },
      directory.dimensions,
    ))
})
