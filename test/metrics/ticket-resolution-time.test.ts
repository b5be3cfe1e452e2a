import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, quantile, questions } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { momentIn, readService } from '../support/reference-service.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }

describe('resolution time, by hand', () => {
  it('is the median of hours from opening to the last solve, by the day of that; to the first solve beside it', async () => {
    await tokyo.fill({
      tickets: [
        { opened_at: '2026-02-02T09:00', first_solved_at: '2026-02-02T10:00', solved_at: '2026-02-02T10:00' },
        // Reopened: solved for good after two days, first after three hours.
        {
          opened_at: '2026-02-03T09:00',
          first_solved_at: '2026-02-03T12:00',
          solved_at: '2026-02-05T09:00',
          reopens: 1,
        },
        // Opened long before the period.
        { opened_at: '2026-01-30T10:00', first_solved_at: '2026-02-01T00:00', solved_at: '2026-02-01T00:00' },
        // Open again, though once solved; and never solved.
        { opened_at: '2026-02-03T09:00', first_solved_at: '2026-02-03T10:00', reopens: 1 },
        { opened_at: '2026-02-03T09:00' },
      ],
    })
    const reading = await tokyo.one('ticket_resolution_time', february)
    // 1, 48 and 38 hours: the one in the middle is 38, and p90 lies 0.8 of the way from 38 to 48.
    expect(reading).toMatchObject({ value: 38, n: 3, reason: null })
    expect(reading.p90).toBeCloseTo(46, 10)
    // 1, 3 and 38 hours.
    expect(reading.beside).toEqual([{ words: { en: 'first resolution', ja: '初回解決' }, unit: 'hours', value: 3 }])
  })

  it('counts hours that passed, nights and weekends too, across a change of clocks', async () => {
    await newYork.fill({ tickets: [{ opened_at: '2026-03-07T12:00', solved_at: '2026-03-08T12:00' }] })
    // 24 hours on the wall, of which the night to 8 March took one.
    expect(await newYork.one('ticket_resolution_time', { period: '2026-03' })).toMatchObject({ value: 23 })
  })

  it('leaves out, and counts, what was solved before it was opened or has no opening', async () => {
    await tokyo.fill({
      tickets: [
        { opened_at: '2026-02-03T09:00', first_solved_at: '2026-02-03T09:00', solved_at: '2026-02-03T09:00' },
        { opened_at: '2026-02-03T09:00', first_solved_at: '2026-02-02T09:00', solved_at: '2026-02-02T09:00' },
        { opened_at: null, first_solved_at: '2026-02-02T09:00', solved_at: '2026-02-02T09:00' },
      ],
    })
    const reading = await tokyo.one('ticket_resolution_time', february)
    // Solved on the spot took 0 hours, and counts.
    expect(reading).toMatchObject({ value: 0, n: 1, reason: null })
    expect(reading.beside.map(({ value }) => value)).toEqual([0])
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([
      ['without an opening time', 1],
      ['with a negative duration', 1],
    ])
  })

  it('is null, not 0, where nothing was solved', async () => {
    await tokyo.fill({ tickets: [{ opened_at: '2026-02-03T09:00' }] })
    const reading = await tokyo.one('ticket_resolution_time', february)
    expect(reading).toMatchObject({ value: null, p90: null, n: 0, reason: 'no_data' })
    expect(reading.beside.map(({ value }) => value)).toEqual([null])
  })

  it.each(edges)('counts what was solved in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    await ssot.fill({
      tickets: [
        ...inside.map((at) => ({ opened_at: at, solved_at: at })),
        ...outside.map((at) => ({ opened_at: '2020-01-01', solved_at: at })),
      ],
    })
    expect(await ssot.one('ticket_resolution_time', { period, asOf: afterEdges })).toMatchObject({ value: 0, n: 2 })
  })

  it('ends at the as-of instant', async () => {
    await tokyo.fill({ tickets: [{ opened_at: '2026-02-03T09:00', solved_at: '2026-02-04T09:00' }] })
    const seen = (asOf: string) => tokyo.one('ticket_resolution_time', { ...february, asOf })
    expect(await seen('2026-02-04T09:00')).toMatchObject({ value: null, n: 0 })
    expect(await seen('2026-02-04T09:01')).toMatchObject({ value: 24, n: 1, closed: false })
  })

  it('breaks down by priority and account, and is the owner’s and the CSM’s', async () => {
    await tokyo.fill({
      tickets: [
        { opened_at: '2026-02-03T09:00', solved_at: '2026-02-03T10:00', priority: 'urgent' },
        { opened_at: '2026-02-03T09:00', solved_at: '2026-02-03T12:00' },
        { opened_at: '2026-02-03T09:00', solved_at: '2026-02-03T14:00', priority: 'urgent', account_id: 'globex' },
      ],
    })
    const by = (name: string) => tokyo.values('ticket_resolution_time', { ...february, by: [name] })
    expect(await by('priority')).toEqual({ urgent: 3, '–': 3 })
    expect(await by('account')).toEqual({ Acme: 2, Globex: 5 })
    expect(await by('csm')).toEqual({ Cleo: 2, '–': 5 })
    for (const [who, value, n] of [
      ['ann', 2, 2],
      ['cleo', 2, 2],
      ['bob', 5, 1],
    ] as const) {
      expect(await tokyo.one('ticket_resolution_time', { ...february, scope: [who] })).toMatchObject({ value, n })
    }
    await expect(tokyo.ask('ticket_resolution_time', { ...february, by: ['stage'] })).rejects.toMatchObject({
      wanted: 'stage',
      known: expect.arrayContaining(['priority']),
    })
  })
})

describe('resolution time, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const tickets = await readService(company, directory, 'tickets')
  const hours = (from: number, to: number): number => (to - from) / 3_600_000

  it('agrees with a second derivation', () =>
    agree(
      company,
      'ticket_resolution_time',
      questions,
      (pick, question) => {
        const solved = pick(tickets).flatMap((each) => {
          const at = momentIn(each, 'solved_at', question)
          const { opened_at, first_solved_at } = each.row
          return at === null ? [] : [{ at, opened: Number(opened_at), first: Number(first_solved_at ?? Number.NaN) }]
        })
        const times = solved.map(({ at, opened }) => hours(opened, at)).filter((each) => each >= 0)
        return {
          value: quantile(times, 0.5),
          p90: quantile(times, 0.9),
          n: times.length,
          beside: [
            quantile(
              solved.map(({ first, opened }) => hours(opened, first)).filter((each) => each >= 0),
              0.5,
            ),
          ],
        }
      },
      directory.dimensions,
    ))
})
