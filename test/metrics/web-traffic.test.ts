import { describe, expect, it } from 'vitest'
import { otherWindow } from '../../src/query/other-window.ts'
import { useCompany } from '../support/company.ts'
import { agree, sumOf } from '../support/reference.ts'
import { daysIn } from '../support/reference-campaigns.ts'
import { readTraffic, trafficQuestions } from '../support/reference-traffic.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const on = (day: string, sessions: number | null, channel: string | null = 'direct') => ({ day, sessions, channel })

describe('web traffic, by hand', () => {
  it('is the sum of sessions, those without a channel too', async () => {
    await tokyo.fill({
      web_traffic: [
        on('2026-01-31', 1000),
        on('2026-02-01', 10),
        on('2026-02-01', 20, 'email'),
        on('2026-02-28', 40, null),
        on('2026-03-01', 2000),
      ],
    })
    const february = { period: '2026-02' }
    expect(await tokyo.one('web_traffic', february)).toMatchObject({ value: 70, reason: null })
    expect(await tokyo.values('web_traffic', { ...february, by: ['channel'] })).toEqual({
      '–': 40,
      email: 20,
      direct: 10,
    })
    const where = [{ dimension: 'channel', values: ['EMAIL', null] }]
    expect(await tokyo.one('web_traffic', { ...february, where })).toMatchObject({ value: 60 })
  })

  it('has the leap day in its month', async () => {
    await tokyo.fill({ web_traffic: [on('2028-02-29', 1), on('2028-03-01', 2)] })
    expect(await tokyo.one('web_traffic', { period: '2028-02', asOf: '2028-06-01T00:00' })).toMatchObject({ value: 1 })
  })

  it('of nothing is 0; a day without a number is left out and counted', async () => {
    await tokyo.fill({ web_traffic: [on('2026-02-01', null), on('2026-02-02', 5)] })
    expect(await tokyo.one('web_traffic', { period: '2026-01' })).toMatchObject({ value: 0, n: 0, reason: null })
    const reading = await tokyo.one('web_traffic', { period: '2026-02' })
    expect(reading.value).toBe(5)
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it.each([
    // 23:59 of 9 March and 00:00 of the 10th in Tokyo: at midnight the 10th has not begun. A minute later it has.
    { ssot: tokyo, asOf: '2026-03-09T14:59:00Z', value: 3 },
    { ssot: tokyo, asOf: '2026-03-09T15:00:00Z', value: 3 },
    { ssot: tokyo, asOf: '2026-03-09T15:01:00Z', value: 7 },
    // The same in New York, which is four hours behind since 8 March.
    { ssot: newYork, asOf: '2026-03-10T04:00:00Z', value: 3 },
    { ssot: newYork, asOf: '2026-03-10T04:01:00Z', value: 7 },
    // And on the day of the change itself: it ends at 04:00Z, not at 05:00Z.
    { ssot: newYork, asOf: '2026-03-09T04:00:00Z', value: 1 },
    { ssot: newYork, asOf: '2026-03-09T04:01:00Z', value: 3 },
  ])('counts days up to that of $asOf in $ssot.zone: $value', async ({ ssot, asOf, value }) => {
    await ssot.fill({ web_traffic: [on('2026-03-08', 1), on('2026-03-09', 2), on('2026-03-10', 4)] })
    expect(await ssot.one('web_traffic', { period: '2026-03', asOf })).toMatchObject({ value, closed: false })
  })

  it('of a running month meets the other one cut at the same business day', async () => {
    await tokyo.fill({
      web_traffic: [on('2026-10-12', 1), on('2026-10-13', 10), on('2026-11-11', 100), on('2026-11-12', 1000)],
    })
    // Wednesday 11 November is the 8th business day of its month; the 8th of October is Monday the 12th.
    const november = tokyo.window({ period: '2026-11', asOf: '2026-11-11T15:30' })
    const october = otherWindow(november, tokyo.calendar, 'preceding')
    const readings = await tokyo.read(['web_traffic'], [november, october])
    const traffic = tokyo.metric('web_traffic')
    expect([0, 1].map((window) => readings.one(traffic, window).value)).toEqual([100, 1])
  })

  it('is the whole company’s: refused to who sees their own records, told to marketing', async () => {
    await tokyo.fill({ web_traffic: [on('2026-02-01', 10)] })
    const february = { period: '2026-02' }
    for (const scope of [['ann'], ['mia', 'ann', 'bob'], ['cleo']]) {
      await expect(tokyo.ask('web_traffic', { ...february, scope })).rejects.toThrow(
        'Web traffic is a figure of the whole company; your role sees its own records only.',
      )
    }
    expect(await tokyo.one('web_traffic', { ...february, scope: { kind: 'aggregates' } })).toMatchObject({ value: 10 })
    await expect(tokyo.ask('web_traffic', { ...february, by: ['owner'] })).rejects.toMatchObject({
      wanted: 'owner',
      known: ['channel'],
    })
  })
})

describe('web traffic, on the sample company', async () => {
  const company = await useCompany()
  const traffic = await readTraffic(company)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'web_traffic',
      trafficQuestions,
      (pick, question) => ({ value: sumOf(daysIn(pick(traffic.days), question).map(({ sessions }) => sessions)) }),
      traffic.dimensions,
    ))
})
