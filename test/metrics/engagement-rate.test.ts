import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, ratio, sumOf } from '../support/reference.ts'
import { daysIn } from '../support/reference-campaigns.ts'
import { readTraffic, trafficQuestions } from '../support/reference-traffic.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const on = (day: string, engaged_sessions: number | null, sessions: number | null, channel = 'direct') => ({
  day,
  engaged_sessions,
  sessions,
  channel,
})
const february = { period: '2026-02' }

describe('engagement rate, by hand', () => {
  it('is engaged sessions ÷ sessions, not a mean of days', async () => {
    await tokyo.fill({
      web_traffic: [
        on('2026-01-31', 0, 5000),
        on('2026-02-01', 90, 100),
        on('2026-02-28', 10, 900, 'email'),
        on('2026-03-01', 0, 5000),
      ],
    })
    // 100 ÷ 1000; the mean of 90 % and 1.1 % would be 45.6 %.
    expect(await tokyo.one('engagement_rate', february)).toMatchObject({
      value: 0.1,
      numerator: 100,
      denominator: 1000,
      n: 2,
    })
    expect(await tokyo.values('engagement_rate', { ...february, by: ['channel'] })).toEqual({
      direct: 0.9,
      email: 10 / 900,
    })
  })

  it('leaves days of which one number is missing out of both sides, and counts them', async () => {
    await tokyo.fill({
      web_traffic: [on('2026-02-01', 30, 100), on('2026-02-02', null, 900), on('2026-02-03', 50, null)],
    })
    const reading = await tokyo.one('engagement_rate', february)
    expect(reading).toMatchObject({ value: 0.3, numerator: 30, denominator: 100, n: 1 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([2])
  })

  it('is null without a session, and 0 where none engaged', async () => {
    await tokyo.fill({ web_traffic: [on('2026-02-01', 0, 0), on('2026-03-01', 0, 10)] })
    expect(await tokyo.one('engagement_rate', february)).toMatchObject({ value: null, reason: 'no_data' })
    expect(await tokyo.one('engagement_rate', { period: '2026-03' })).toMatchObject({ value: 0, reason: null })
    expect(await tokyo.one('engagement_rate', { period: '2026-04' })).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('counts days up to that of the as-of instant', async () => {
    await tokyo.fill({ web_traffic: [on('2026-02-09', 1, 10), on('2026-02-10', 9, 10)] })
    expect(await tokyo.one('engagement_rate', { ...february, asOf: '2026-02-10T00:00' })).toMatchObject({ value: 0.1 })
    expect(await tokyo.one('engagement_rate', { ...february, asOf: '2026-02-10T00:01' })).toMatchObject({ value: 0.5 })
  })

  it('is the whole company’s: refused to who sees their own records', async () => {
    await tokyo.fill({ web_traffic: [on('2026-02-01', 1, 10)] })
    await expect(tokyo.ask('engagement_rate', { ...february, scope: ['ann'] })).rejects.toThrow(/whole company/)
    const scope = { kind: 'aggregates' } as const
    expect(await tokyo.one('engagement_rate', { ...february, scope })).toMatchObject({ value: 0.1 })
  })
})

describe('engagement rate, on the sample company', async () => {
  const company = await useCompany()
  const traffic = await readTraffic(company)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'engagement_rate',
      trafficQuestions,
      (pick, question) => {
        const days = daysIn(pick(traffic.days), question)
        return ratio(sumOf(days.map(({ engaged }) => engaged)), sumOf(days.map(({ sessions }) => sessions)))
      },
      traffic.dimensions,
    ))
})
