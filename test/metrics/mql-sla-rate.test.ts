import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { addDays, agree, dayOf, questions, ratio, startOf } from '../support/reference.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import type { Row } from '../support/rows.ts'
import { type Ssot, useSsot } from '../support/ssot.ts'

const holidays = { country: 'JP', days: ['2026-11-13'], workdays: ['2026-11-23'] }
const tokyo = await useSsot({ business: { holidays } })
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const tehran = await useSsot({ zone: 'Asia/Tehran' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const november = { period: '2026-11' }

/** What the only MQL counts as, long after; null when it does not count. */
async function verdict(ssot: Ssot, lead: Row<'leads'>): Promise<boolean | null> {
  await ssot.fill({ leads: [lead] })
  const { value, n } = await ssot.one('mql_sla_rate', { period: '2020-01-01/2030-01-01', asOf: '2029-12-31T00:00' })
  expect(n).toBe(value === null ? 0 : 1)
  return value === null ? null : value === 1
}

/**
 * November 2026 in this company: the 1st is a Sunday, Tuesday the 3rd a public holiday, Friday the 13th its own day off;
 * on Monday the 23rd, a public holiday, it works.
 */
describe('an answer within 24 business hours', () => {
  it.each([
    ['the next day at the same time is exactly at the limit', '2026-11-09T10:00', '2026-11-10T10:00', true],
    ['a millisecond later is too late', '2026-11-09T10:00', '2026-11-10T10:00:00.001', false],
    ['nights count', '2026-11-09T23:00', '2026-11-10T23:00', true],
    ['at once', '2026-11-09T10:00', '2026-11-09T10:00', true],
    // Friday 10:00 to 24:00 is 14 hours, Monday to 10:00 the other 10.
    ['from Friday the limit is on Monday', '2026-11-06T10:00', '2026-11-09T10:00', true],
    ['and not later', '2026-11-06T10:00', '2026-11-09T10:00:01', false],
    ['on the weekend the hours stand still', '2026-11-06T23:00', '2026-11-08T23:59', true],
    // Saturday and Sunday count 0: Monday is the one business day.
    ['an MQL of Saturday has all of Monday', '2026-11-07T15:00', '2026-11-10T00:00', true],
    ['and not Tuesday', '2026-11-07T15:00', '2026-11-10T00:00:01', false],
    ['an MQL of Sunday too', '2026-11-08T23:59', '2026-11-09T23:59:59.999', true],
    ['answered on its own Saturday', '2026-11-07T15:00', '2026-11-07T15:05', true],
    // Tuesday the 3rd counts 0: Monday 18:00 to 24:00 is 6 hours, Wednesday to 18:00 the other 18.
    ['a holiday between counts 0', '2026-11-02T18:00', '2026-11-04T18:00', true],
    ['and only it', '2026-11-02T18:00', '2026-11-04T18:01', false],
    ['an MQL on a holiday has all of the next business day', '2026-11-03T09:00', '2026-11-05T00:00', true],
    ['and no more', '2026-11-03T09:00', '2026-11-05T00:01', false],
    // Friday the 13th is the company's own: Thursday from 12:00 and Monday to 12:00.
    ['a day off before a weekend', '2026-11-12T12:00', '2026-11-16T12:00', true],
    ['and not later', '2026-11-12T12:00', '2026-11-16T12:01', false],
    // On Monday the 23rd the company works: it does not wait for Tuesday.
    ['a holiday that is worked on counts', '2026-11-20T12:00', '2026-11-23T12:00', true],
    ['as any day', '2026-11-20T12:00', '2026-11-23T12:01', false],
    // Known by the day: midnight to midnight is one business day.
    ['dates without a time: the next day', '2026-11-09', '2026-11-10', true],
    ['dates without a time: two days on', '2026-11-09', '2026-11-11', false],
    ['dates without a time: Monday after Friday', '2026-11-06', '2026-11-09', true],
    ['dates without a time: Tuesday after Friday', '2026-11-06', '2026-11-10', false],
    // New Year's Day is a holiday, Friday the 1st; then a weekend.
    ['over the turn of the year', '2026-12-31T10:00', '2027-01-04T10:00', true],
    ['and not later', '2026-12-31T10:00', '2027-01-04T10:01', false],
    ['months later', '2026-11-09T10:00', '2027-05-10T10:00', false],
  ])('%s', async (_, mql_at, first_touch_at, within) => {
    expect(await verdict(tokyo, { mql_at, first_touch_at })).toBe(within)
  })

  it.each([
    // The night to Sunday 8 March 2026 has an hour less, that to 1 November one more; both are weekends, and count 0.
    ['clocks go forward on a weekend', newYork, '2026-03-06T10:00', '2026-03-09T10:00', true],
    ['and not later', newYork, '2026-03-06T10:00', '2026-03-09T10:00:01', false],
    ['clocks go back on a weekend', newYork, '2026-10-30T10:00', '2026-11-02T10:00', true],
    ['and not later', newYork, '2026-10-30T10:00', '2026-11-02T10:00:01', false],
    ['an MQL of the day without its 02:30', newYork, '2026-03-08T03:30', '2026-03-10T00:00', true],
    ['and not later', newYork, '2026-03-08T03:30', '2026-03-10T00:00:01', false],
    // Tehran changed on working days: Tuesday 22 March 2022 began at 01:00, Wednesday 21 September had 23:00 twice. A
    // business day counts 24 hours all the same: the next one at the same time.
    ['clocks go forward on a business day', tehran, '2022-03-21T10:00', '2022-03-22T10:00', true],
    ['and not later', tehran, '2022-03-21T10:00', '2022-03-22T10:00:01', false],
    ['clocks go back on a business day', tehran, '2022-09-21T10:00', '2022-09-22T10:00', true],
    ['and not later', tehran, '2022-09-21T10:00', '2022-09-22T10:00:01', false],
  ] as const)('%s', async (_, ssot, mql_at, first_touch_at, within) => {
    expect(await verdict(ssot, { mql_at, first_touch_at })).toBe(within)
  })
})

it('is in time at the limit to the microsecond, on every day of a year and at any time of the day', async () => {
  const days = Array.from({ length: 365 }, (_, i) => addDays('2026-01-01', i))
  const weekdays = days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
  const times = ['09:07:13.337', '10:00:00.001', '17:59:59.999999', '23:11:07.7']
  await newYork.fill({
    leads: times.flatMap((time) =>
      weekdays.slice(1).map((day, i) => ({ mql_at: `${weekdays[i]}T${time}`, first_touch_at: `${day}T${time}` })),
    ),
  })
  // 261 weekdays: 260 pairs at four times.
  expect(await newYork.one('mql_sla_rate', { period: '2026' })).toMatchObject({ numerator: 1040, denominator: 1040 })
})

describe('what is an answer', () => {
  const [mql_at, soon, late] = ['2026-11-09T10:00', '2026-11-09T12:00', '2026-11-20T12:00']
  it.each<readonly [string, Row<'leads'>, boolean | null]>([
    ['none', {}, false],
    ['a touch', { first_touch_at: soon }, true],
    ['a conversion', { converted_at: soon }, true],
    ['a disqualification', { disqualified_at: soon }, true],
    ['the earliest of them', { first_touch_at: late, disqualified_at: soon }, true],
    ['whichever it is', { converted_at: soon, first_touch_at: late, disqualified_at: late }, true],
    ['none of them in time', { first_touch_at: late, converted_at: late, disqualified_at: late }, false],
    ['not an acceptance or an assignment', { sql_at: soon, assigned_at: soon }, false],
    ['before it became MQL: 0 hours', { first_touch_at: '2026-11-01T10:00' }, true],
    ['long before', { first_touch_at: '2025-01-01T10:00', disqualified_at: late }, true],
  ])('%s', async (_, answer, within) => {
    expect(await verdict(tokyo, { created_at: '2025-01-01', mql_at, ...answer })).toBe(within)
  })

  it('is asked of MQLs only', async () => {
    expect(await verdict(tokyo, { created_at: mql_at, first_touch_at: soon })).toBeNull()
  })
})

describe('MQL SLA, by hand', () => {
  it('is the share of those answered in time, of all whose SLA has run out', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-11-09T10:00', first_touch_at: '2026-11-09T11:00' },
        { mql_at: '2026-11-09T10:00', first_touch_at: '2026-11-12T11:00' },
        { mql_at: '2026-11-09T10:00', disqualified_at: '2026-11-10T09:00' },
        { mql_at: '2026-11-09T10:00' },
        { mql_at: '2026-10-09T10:00' },
        // Became MQL in the period, answered after it: Monday 30 November 20:00 to Tuesday 1 December 20:00.
        { mql_at: '2026-11-30T20:00', first_touch_at: '2026-12-01T20:00' },
      ],
    })
    expect(await tokyo.one('mql_sla_rate', november)).toMatchObject({
      value: 0.6,
      numerator: 3,
      denominator: 5,
      n: 5,
      reason: null,
    })
  })

  it('does not count an MQL before its time is up, answered or not', async () => {
    await tokyo.fill({
      leads: [{ mql_at: '2026-11-09T10:00', first_touch_at: '2026-11-09T10:30' }, { mql_at: '2026-11-09T10:00' }],
    })
    const seen = (asOf: string) => tokyo.one('mql_sla_rate', { ...november, asOf })
    expect(await seen('2026-11-10T09:59')).toMatchObject({ value: null, n: 0, reason: 'no_data' })
    // At 10:00 sharp an answer of that moment, not known yet, would still be in time.
    expect(await seen('2026-11-10T10:00')).toMatchObject({ value: null, n: 0 })
    expect(await seen('2026-11-10T10:00:00.001')).toMatchObject({ value: 0.5, n: 2 })
  })

  it('waits through the weekend where the time is up at its beginning', async () => {
    // 24 hours from Friday 00:00 are over on Saturday 00:00, and an answer of Sunday still took no more than 24.
    await tokyo.fill({ leads: [{ mql_at: '2026-11-06', first_touch_at: '2026-11-08T12:00' }] })
    const seen = (asOf: string) => tokyo.one('mql_sla_rate', { ...november, asOf })
    expect(await seen('2026-11-07T09:00')).toMatchObject({ value: null, n: 0 })
    expect(await seen('2026-11-08T13:00')).toMatchObject({ value: null, n: 0 })
    expect(await seen('2026-11-09T00:01')).toMatchObject({ value: 1, n: 1 })
  })

  it('knows no answer from after the as-of instant', async () => {
    await tokyo.fill({ leads: [{ mql_at: '2026-11-09T10:00', first_touch_at: '2026-11-20T10:00' }] })
    const seen = (asOf: string) => tokyo.one('mql_sla_rate', { ...november, asOf })
    expect(await seen('2026-11-11T10:00')).toMatchObject({ value: 0, n: 1, closed: false })
    expect(await seen('2026-12-11T10:00')).toMatchObject({ value: 0, n: 1, closed: true })
  })

  it.each(edges)('counts who became MQL in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({
      leads: [
        ...inside.map((at) => ({ created_at: '2025-01-01', mql_at: at, first_touch_at: at })),
        ...outside.map((at) => ({ created_at: '2025-01-01', mql_at: at })),
      ],
    })
    expect(await ssot.one('mql_sla_rate', { period, asOf: afterEdges })).toMatchObject({ value: 1, n: 2 })
  })

  it('of several periods is the same as of each by itself, in any order', async () => {
    await tokyo.fill({
      leads: [
        { mql_at: '2026-08-03T10:00', first_touch_at: '2026-08-20T10:00' },
        { mql_at: '2026-08-04T10:00', first_touch_at: '2026-08-05T10:00' },
        { mql_at: '2026-10-05T10:00', first_touch_at: '2026-10-20T10:00' },
        { mql_at: '2026-11-09T10:00', first_touch_at: '2026-11-09T11:00' },
      ],
    })
    const windows = ['2026-11', '2026-08', '2026-10'].map((period) => tokyo.window({ period }))
    const readings = await tokyo.read(['mql_sla_rate'], windows)
    const sla = tokyo.metric('mql_sla_rate')
    expect(windows.map((_, w) => readings.one(sla, w).value)).toEqual([1, 0.5, 0])
  })

  it('breaks down by the lead’s own words, campaign and owner; marketing sees them all, but no owners', async () => {
    const [mql_at, first_touch_at] = ['2026-11-09T10:00', '2026-11-09T11:00']
    await tokyo.fill({
      campaigns: [{ id: 'c1', name: 'Expo', channel: 'event' }],
      leads: [
        { mql_at, first_touch_at, owner_id: 'ann', campaign_id: 'c1' },
        { mql_at, owner_id: 'ann', segment: 'SMB' },
        { mql_at, owner_id: 'bob' },
        { mql_at, first_touch_at, source: 'web' },
      ],
    })
    const by = (name: string) =>
      tokyo.values('mql_sla_rate', { ...november, by: [name], scope: { kind: 'aggregates' } })
    await expect(by('owner')).rejects.toThrow(/totals/)
    expect(await tokyo.values('mql_sla_rate', { ...november, by: ['owner'] })).toEqual({ Ann: 0.5, Bob: 0, '–': 1 })
    expect(await by('channel')).toEqual({ event: 1, '–': 1 / 3 })
    expect(await by('segment')).toEqual({ SMB: 0, '–': 2 / 3 })
    for (const [who, value, n] of [
      [['ann'], 0.5, 2],
      [['mia', 'ann', 'bob'], 1 / 3, 3],
      [['cleo'], null, 0],
    ] as const) {
      expect(await tokyo.one('mql_sla_rate', { ...november, scope: who })).toMatchObject({ value, n })
    }
    await expect(by('product')).rejects.toMatchObject({ known: expect.arrayContaining(['campaign', 'owner']) })
  })
})

describe('other hours by configuration', async () => {
  const four = await useSsot({ business: { mqlSlaHours: 4, holidays } }, tokyo)
  const half = await useSsot({ business: { mqlSlaHours: 0.5 } }, tokyo)
  const three = await useSsot({ business: { mqlSlaHours: 72, holidays } }, tokyo)
  it.each([
    ['4 hours', four, '2026-11-09T10:00', '2026-11-09T14:00', true],
    ['4 hours and a minute', four, '2026-11-09T10:00', '2026-11-09T14:01', false],
    // Two hours of Friday, two of Monday.
    ['4 hours over a weekend', four, '2026-11-06T22:00', '2026-11-09T02:00', true],
    ['4 hours over a weekend and a minute', four, '2026-11-06T22:00', '2026-11-09T02:01', false],
    ['4 hours of an odd time', four, '2026-11-09T10:07:13.337', '2026-11-09T14:07:13.337', true],
    ['4 hours of an odd time over a weekend', four, '2026-11-06T22:07:13.337', '2026-11-09T02:07:13.337', true],
    ['half an hour', half, '2026-11-09T10:00', '2026-11-09T10:30', true],
    ['half an hour and a second', half, '2026-11-09T10:00', '2026-11-09T10:30:01', false],
    // Wednesday the 11th and Thursday the 12th, not Friday the 13th, then Monday to 12:00: 12 + 24 + 24 + 12.
    ['72 hours', three, '2026-11-10T12:00', '2026-11-16T12:00', true],
    ['72 hours and a minute', three, '2026-11-10T12:00', '2026-11-16T12:01', false],
  ] as const)('%s', async (_, ssot, mql_at, first_touch_at, within) => {
    expect(await verdict(ssot, { mql_at, first_touch_at })).toBe(within)
  })

  it('make time be up sooner', async () => {
    await tokyo.fill({ leads: [{ mql_at: '2026-11-09T10:00' }] })
    const asOf = '2026-11-09T14:01'
    expect(await four.one('mql_sla_rate', { ...november, asOf })).toMatchObject({ value: 0, n: 1 })
    expect(await tokyo.one('mql_sla_rate', { ...november, asOf })).toMatchObject({ value: null, n: 0 })
  })
})

/** Hours of Tokyo's Mondays to Fridays in a stretch of time: no holiday is configured for the sample company. */
function businessHours(from: number, to: number): number {
  let hours = 0
  for (let day = dayOf(from); startOf(day) < to; day = addDays(day, 1)) {
    if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue
    hours += (Math.min(to, startOf(addDays(day, 1))) - Math.max(from, startOf(day))) / 3_600_000
  }
  return hours
}

describe('MQL SLA, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const leads = await readLeads(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mql_sla_rate',
      questions,
      (pick, { from, to, asOf }) => {
        const due = pick(leads).flatMap((lead) => {
          const mql = lead.at('mql_at', asOf)
          if (lead.at('created_at', asOf) === null || mql === null || mql < from || mql >= to) return []
          if (businessHours(mql, asOf) <= 24) return []
          const answers = (['first_touch_at', 'converted_at', 'disqualified_at'] as const).flatMap(
            (moment) => lead.at(moment, asOf) ?? [],
          )
          const first = Math.min(...answers)
          return [answers.length > 0 && (first <= mql || businessHours(mql, first) <= 24)]
        })
        return { ...ratio(due.filter(Boolean).length, due.length), n: due.length }
      },
      directory.dimensions,
    ))
})
