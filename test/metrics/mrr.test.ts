import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, questions, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const on = (asOf: string) => tokyo.one('mrr', { period: '2026', asOf })

describe('MRR, by hand', () => {
  it('adds up what is active on the day: begun, and not ended', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-01-01', ended_on: '2026-03-01' },
        { mrr: 150, started_on: '2026-03-01' },
        { mrr: 40, started_on: '2026-03-02', account_id: 'globex' },
      ],
    })
    // The instant just before it decides the day: at midnight it is still the day before.
    expect(await on('2026-01-01T00:00')).toMatchObject({ value: 0, n: 0 })
    expect(await on('2026-01-01T00:01')).toMatchObject({ value: 100, n: 1 })
    // A row ends on the day on which the next begins, and both never count.
    expect(await on('2026-03-01T00:00')).toMatchObject({ value: 100 })
    expect(await on('2026-03-01T12:00')).toMatchObject({ value: 150 })
    expect(await on('2026-03-02T12:00')).toMatchObject({ value: 190, n: 2 })
  })

  it('of a period that is over is that of its last day', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100, started_on: '2026-01-31', ended_on: '2026-02-28' }] })
    expect(await tokyo.one('mrr', { period: '2026-01' })).toMatchObject({ value: 100 })
    expect(await tokyo.one('mrr', { period: '2026-02' })).toMatchObject({ value: 0 })
  })

  it('changes day at the company’s midnight', async () => {
    await newYork.fill({ subscriptions: [{ mrr: 100, started_on: '2026-03-08' }] })
    expect(await newYork.one('mrr', { period: '2026', asOf: '2026-03-08T04:59:00Z' })).toMatchObject({ value: 0 })
    expect(await newYork.one('mrr', { period: '2026', asOf: '2026-03-08T05:01:00Z' })).toMatchObject({ value: 100 })
  })

  it('adds up several subscriptions of a customer, and breaks down by product', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, product: 'Core' },
        { mrr: 30, product: 'Plus' },
        { mrr: 7, product: 'Core', account_id: 'globex' },
      ],
    })
    expect(await tokyo.one('mrr', { period: '2026' })).toMatchObject({ value: 137, n: 3 })
    expect(await tokyo.values('mrr', { period: '2026', by: ['product'] })).toEqual({ Core: 107, Plus: 30 })
    expect(await tokyo.values('mrr', { period: '2026', by: ['segment'] })).toEqual({ SMB: 130, Enterprise: 7 })
    // Cleo looks after Acme alone.
    expect(await tokyo.one('mrr', { period: '2026', scope: ['cleo'] })).toMatchObject({ value: 130, n: 2 })
  })

  it('leaves out rows without MRR and counts them; one without a start never counts', async () => {
    await tokyo.fill({
      subscriptions: [{ mrr: 100 }, { mrr: null, account_id: 'globex' }, { mrr: 9, started_on: null }],
    })
    const reading = await tokyo.one('mrr', { period: '2026' })
    expect(reading).toMatchObject({ value: 100, n: 1 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })
})

describe('MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr',
      questions,
      (pick, { end }) => {
        const active = subscriptions
          .activeOn(dayOf(end - 1))
          .map((span) => ({ ...span, ...subscriptions.counted(span.account) }))
        const counted = pick(active)
        return { value: sumOf(counted.map(({ mrr }) => mrr)), n: counted.length }
      },
      directory.dimensions,
    ))
})
