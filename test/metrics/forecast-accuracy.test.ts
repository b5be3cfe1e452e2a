import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/define/reading.ts'
import { useCompany } from '../support/company.ts'
import { addDays, agree, only, type RawRow, rawRows, startOf, sumOf, whose } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals, type Row } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot({ fiscalYearStart: 4 })
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const quarter = { period_start: '2026-01-01', period_end: '2026-04-01' }
const commit = (
  owner_id: string,
  amount: number | null,
  submitted_at: string,
  more: Row<'forecasts'> = {},
): Row<'forecasts'> => ({ ...quarter, category: 'commit', owner_id, amount, submitted_at, ...more })
const won = (id: string, amount: number, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2025-12-05',
  amount,
  life: [['2026-03-10T10:00', { stage_id: 'won' }]],
  ...more,
})
const first = { period: '2026-Q1' }
const biasOf = ({ beside }: Reading) =>
  beside.filter(({ words }) => words.en === 'bias').map(({ words, value }) => [words.en, value])

describe('forecast accuracy, by hand', () => {
  it('is how near the sum of the owners’ commits came to bookings of every type, with the bias beside it', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 100),
        won('o2', 150, { type: 'renewal' }),
        won('o3', 150, { owner_id: 'bob' }),
        won('l1', 800, { life: [['2026-03-10', { stage_id: 'lost' }]] }),
        won('later', 900, { life: [['2026-04-01', { stage_id: 'won' }]] }),
      ),
      forecasts: [commit('ann', 300, '2026-01-05T09:00'), commit('bob', 200, '2026-01-05T09:00')],
    })
    // F = 300 + 200, A = 100 + 150 + 150: 1 − 100 ÷ 400, and 25 % too much.
    const reading = await tokyo.one('forecast_accuracy', first)
    expect(reading).toMatchObject({ value: 0.75, numerator: 500, denominator: 400, n: 2, reason: null, notes: [] })
    expect(biasOf(reading)).toEqual([['bias', 0.25]])
    expect(reading.beside.map(({ words, value }) => [words.en, value])).toEqual([
      ['bias', 0.25],
      ['of which renewals', 150],
    ])
  })

  it.each([
    { committed: 100, value: 1, bias: 0 },
    { committed: 60, value: 0.6, bias: -0.4 },
    { committed: 0, value: 0, bias: -1 },
    { committed: 200, value: 0, bias: 1 },
    // Never below 0, whatever the bias.
    { committed: 350, value: 0, bias: 2.5 },
  ])('of $committed committed and 100 won is $value', async ({ committed, value, bias }) => {
    await tokyo.fill({ ...deals(won('o1', 100)), forecasts: [commit('ann', committed, '2026-01-05T09:00')] })
    const reading = await tokyo.one('forecast_accuracy', first)
    expect(reading).toMatchObject({ value, reason: null })
    expect(biasOf(reading)).toEqual([['bias', bias]])
  })

  it('takes each owner’s latest commit for exactly the period, and nothing else they submitted', async () => {
    await tokyo.fill({
      ...deals(won('o1', 100)),
      forecasts: [
        commit('ann', 500, '2026-01-12T09:01', { category: 'best_case' }),
        commit('ann', 70, '2026-01-12T09:00'),
        commit('ann', 900, '2026-01-05T09:00'),
        // Before the period began; for a month, the half-year, another quarter.
        commit('ann', 800, '2025-12-20T09:00'),
        commit('ann', 30, '2026-01-13T09:00', { period_end: '2026-02-01' }),
        commit('ann', 40, '2026-01-13T09:00', { period_end: '2026-07-01' }),
        commit('ann', 50, '2026-01-13T09:00', { period_start: '2025-10-01', period_end: '2026-01-01' }),
        // Without an amount it says nothing: the one before stands.
        commit('ann', null, '2026-01-13T09:00'),
      ],
    })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: 0.7, numerator: 70, n: 1, notes: [] })
  })

  it('takes what was submitted ahead of the period where nothing came after', async () => {
    await tokyo.fill({ ...deals(won('o1', 100)), forecasts: [commit('ann', 80, '2025-12-20T09:00')] })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: 0.8, notes: [] })
  })

  it.each([
    // The 15th day begins at 15:00 UTC of the 14th in Tokyo, at 05:00 UTC of the 15th in New York.
    { ssot: tokyo, start: '2026-01-01', last: '2026-01-14T14:59:59.999Z', late: '2026-01-14T15:00:00Z' },
    { ssot: newYork, start: '2026-01-01', last: '2026-01-15T04:59:59.999Z', late: '2026-01-15T05:00:00Z' },
    // From 1 March clocks went forward within the fortnight: 14 calendar days, not 336 hours.
    { ssot: newYork, start: '2026-03-01', last: '2026-03-15T03:59:59.999Z', late: '2026-03-15T04:00:00Z' },
  ])('from $start on counts what was submitted before $late', async ({ ssot, start, last, late }) => {
    const period = { period_start: start, period_end: '2026-04-01' }
    await ssot.fill({
      ...deals(won('o1', 100)),
      forecasts: [commit('ann', 90, last, period), commit('ann', 10, late, period)],
    })
    expect(await ssot.one('forecast_accuracy', { period: `${start}/2026-04-01` })).toMatchObject({ numerator: 90 })
  })

  it('knows a fiscal half-year by its own days, and no mean over its quarters', async () => {
    const half = { period_start: '2026-04-01', period_end: '2026-10-01' }
    const summer = { period_start: '2026-07-01', period_end: '2026-10-01' }
    await tokyo.fill({
      ...deals(won('o1', 100, { life: [['2026-09-30T23:59:59.999', { stage_id: 'won' }]] })),
      forecasts: [commit('ann', 80, '2026-04-10T09:00', half), commit('ann', 100, '2026-07-10T09:00', summer)],
    })
    expect((await tokyo.one('forecast_accuracy', { period: '2026-04-01/2026-10-01' })).value).toBeCloseTo(0.8, 10)
    expect(await tokyo.one('forecast_accuracy', { period: '2026-Q3' })).toMatchObject({ value: 1 })
    expect(await tokyo.one('forecast_accuracy', { period: '2026' })).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('is for a period that is over', async () => {
    await tokyo.fill({ ...deals(won('o1', 100)), forecasts: [commit('ann', 80, '2026-01-05T09:00')] })
    const running = await tokyo.one('forecast_accuracy', { ...first, asOf: '2026-03-31T23:59' })
    expect(running).toMatchObject({ value: null, reason: 'no_data', closed: false })
    expect(running.notes.map(({ en }) => en)).toEqual(['forecast accuracy is for a period that is over'])
    const over = await tokyo.one('forecast_accuracy', { ...first, asOf: '2026-04-01T00:00' })
    expect(over).toMatchObject({ value: 0.8, closed: true, notes: [] })
  })

  it('is null where nothing was booked, or less than nothing', async () => {
    await tokyo.fill({ forecasts: [commit('ann', 80, '2026-01-05T09:00')] })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: null, reason: 'no_data' })
    await tokyo.fill({ ...deals(won('o1', -100)), forecasts: [commit('ann', 80, '2026-01-05T09:00')] })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('as of the past counts what had been won then, and not reopened', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 100, {
          life: [
            ['2026-03-10T10:00', { stage_id: 'won' }],
            ['2026-05-01T10:00', { stage_id: 's2' }],
          ],
        }),
        won('o2', 100),
      ),
      forecasts: [commit('ann', 100, '2026-01-05T09:00')],
    })
    expect(await tokyo.one('forecast_accuracy', { ...first, asOf: '2026-05-01T10:00' })).toMatchObject({ value: 0.5 })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: 1 })
  })
})

describe('owners who submitted nothing', () => {
  const silent = 'submitted nothing by the 14th day, counted as 0'
  const notesOf = ({ notes }: Reading) => notes.map(({ en }) => en)
  const rows = {
    ...deals(won('o1', 100), won('o2', 100, { owner_id: 'bob', account_id: 'globex' })),
    forecasts: [commit('ann', 80, '2026-01-05T09:00'), commit('bob', 90, '2026-01-20T09:00')],
  }

  it('count 0 and are named: who won in the period, and who has a target for it', async () => {
    const target = { owner_id: 'mia', value: 500 }
    await tokyo.fill({
      ...rows,
      targets: [
        { ...quarter, ...target },
        // Of another period, another KPI, the company, a team.
        { owner_id: 'cleo', value: 9, period_start: '2026-01-01', period_end: '2026-02-01' },
        { ...quarter, owner_id: 'rex', value: 9, metric: 'mqls' },
        { ...quarter, value: 900 },
        { ...quarter, team: 'West', value: 300 },
      ],
    })
    const reading = await tokyo.one('forecast_accuracy', first)
    // F = 80 + 0 + 0, A = 200.
    expect(reading).toMatchObject({ value: 0.4, numerator: 80, denominator: 200, n: 3 })
    expect(notesOf(reading)).toEqual([`${silent}: Bob, Mia`])
    expect(reading.notes[0]?.ja).toBe('14日目までに未提出のため0として計算：Bob, Mia')
  })

  it('are not those who only lost in the period, or won after it', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 100),
        won('l1', 100, { owner_id: 'bob', life: [['2026-03-10', { stage_id: 'lost' }]] }),
        won('o2', 100, { owner_id: 'cleo', life: [['2026-04-01', { stage_id: 'won' }]] }),
        won('o3', 100, { owner_id: 'mia', life: [['2025-12-31T23:59', { stage_id: 'won' }]] }),
      ),
      forecasts: [commit('ann', 80, '2026-01-05T09:00')],
    })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: 0.8, n: 1, notes: [] })
  })

  it('are not named to who sees totals only', async () => {
    await tokyo.fill(rows)
    const reading = await tokyo.one('forecast_accuracy', { ...first, scope: { kind: 'aggregates' } })
    expect(reading).toMatchObject({ value: 0.4, notes: [] })
  })

  it('have an accuracy of 0 by themselves, as they have in the sum', async () => {
    await tokyo.fill(rows)
    const byOwner = await tokyo.ask('forecast_accuracy', { ...first, by: ['owner'] })
    expect(byOwner.map((each) => [each.by.owner, each.value, biasOf(each)[0]?.[1], notesOf(each)])).toEqual([
      ['Ann', 0.8, expect.closeTo(-0.2, 10), []],
      ['Bob', 0, -1, [`${silent}: Bob`]],
    ])
    expect(await tokyo.values('forecast_accuracy', { ...first, by: ['team'] })).toEqual({ East: 0.8, West: 0 })
    expect(await tokyo.one('forecast_accuracy', { ...first, scope: ['bob'] })).toMatchObject({ value: 0, n: 1 })
    expect(await tokyo.one('forecast_accuracy', { ...first, scope: ['ann'] })).toMatchObject({ value: 0.8, notes: [] })
    expect(await tokyo.one('forecast_accuracy', { ...first, scope: ['mia', 'ann', 'bob'] })).toMatchObject({
      value: 0.4,
    })
  })

  it('are nobody where nobody forecasts the period: a month of a quarter that was committed to', async () => {
    await tokyo.fill(rows)
    const march = await tokyo.one('forecast_accuracy', { period: '2026-03' })
    expect(march).toMatchObject({ value: null, n: 0, reason: 'no_data', notes: [] })
  })

  it('are all where every commit came late', async () => {
    await tokyo.fill({ ...rows, forecasts: [commit('ann', 80, '2026-04-05T09:00')] })
    // Before it came, nobody had forecast the quarter.
    const before = await tokyo.one('forecast_accuracy', { ...first, asOf: '2026-04-05T09:00' })
    expect(before).toMatchObject({ value: null, n: 0, notes: [] })
    const reading = await tokyo.one('forecast_accuracy', first)
    expect(reading).toMatchObject({ value: 0, numerator: 0, n: 2 })
    expect(notesOf(reading)).toEqual([`${silent}: Ann, Bob`])
  })

  it('are found by the owner at the close, where the deal has changed hands', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 100, {
          life: [
            ['2026-03-10T10:00', { stage_id: 'won' }],
            ['2026-04-10T10:00', { owner_id: 'bob' }],
          ],
        }),
      ),
      forecasts: [commit('ann', 80, '2026-01-05T09:00')],
    })
    expect(await tokyo.one('forecast_accuracy', first)).toMatchObject({ value: 0.8, n: 1, notes: [] })
  })
})

describe('breakdowns of forecast accuracy', () => {
  it('are those of its two sides: a segment has no commit', async () => {
    await tokyo.fill()
    for (const question of [{ by: ['segment'] }, { where: [{ dimension: 'segment', values: ['SMB'] }] }]) {
      await expect(tokyo.ask('forecast_accuracy', { ...first, ...question })).rejects.toMatchObject({
        wanted: 'segment',
        known: ['manager', 'owner', 'team'],
      })
    }
  })
})

describe('forecast accuracy, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const submitted = (await rawRows(company, 'forecasts')).map((row) => ({
    row,
    dims: directory.dims(null, String(row.owner_id)),
    people: [String(row.owner_id)],
  }))

  it('agrees with a second derivation', () =>
    agree(
      company,
      'forecast_accuracy',
      [
        { period: '2026-Q1' },
        { period: '2026-Q2' },
        { period: '2026-Q3' },
        // Running, and a month that nobody forecasts.
        { period: '2026-Q4' },
        { period: '2026-08' },
        { period: '2026-Q2', asOf: '2026-05-14T09:30' },
        { period: '2025-Q4', asOf: '2026-01-01T00:00' },
        { period: '2026-Q3', by: ['owner'] },
        { period: '2026-Q3', by: ['team'] },
        { period: '2026-Q2', where: [only('team', 'japan smb')] },
        { period: '2026-Q2', scope: whose.rep },
        { period: '2026-Q3', scope: whose.manager, by: ['owner'] },
      ],
      (pick, { from, to, fromDay, toDay, asOf }) => {
        const nothing = { value: null }
        if (asOf < to) return nothing
        // Who forecasts quarters has no forecast of a month; where one came late, nobody's counts.
        const any = submitted.some(({ row }) => row.period_start === fromDay && row.period_end === toDay)
        if (!any) return nothing
        const deadline = startOf(addDays(fromDay, 14))
        const latest = new Map<string, RawRow>()
        for (const { row } of pick(submitted)) {
          const { period_start, period_end, category, submitted_at } = row
          if (period_start !== fromDay || period_end !== toDay || category !== 'commit') continue
          if (Number(submitted_at) >= deadline) continue
          const before = latest.get(String(row.owner_id))
          if (!before || Number(before.submitted_at) < Number(submitted_at)) latest.set(String(row.owner_id), row)
        }
        const forecast = sumOf([...latest.values()].map(({ amount }) => Number(amount)))
        const won = pick(closedIn(known.at(asOf), from, to)).filter(({ outcome }) => outcome === 'won')
        const actual = sumOf(won.map(({ amount }) => amount ?? 0))
        if (actual <= 0) return nothing
        const bias = (forecast - actual) / actual
        return { value: Math.max(0, 1 - Math.abs(bias)), beside: [bias] }
      },
      directory.dimensions,
    ))
})
