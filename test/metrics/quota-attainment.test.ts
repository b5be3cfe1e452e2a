import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, ratio, sumOf } from '../support/reference.ts'
import { closedIn, credited, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readQuotas } from '../support/reference-targets.ts'
import { deals } from '../support/rows.ts'
import { type Ask, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const quarter = { period_start: '2026-01-01', period_end: '2026-04-01' }
const wins = deals(
  { id: 'o1', created_at: '2026-01-05', amount: 60, life: [['2026-02-01', { stage_id: 'won' }]] },
  {
    id: 'o2',
    created_at: '2026-01-05',
    amount: 30,
    owner_id: 'bob',
    type: 'renewal',
    life: [['2026-03-01', { stage_id: 'won' }]],
  },
)

describe('quota attainment, by hand', () => {
  it('is bookings, renewals too, ÷ their target for exactly the period and scope', async () => {
    await tokyo.fill({
      ...wins,
      targets: [
        { ...quarter, value: 200 },
        { ...quarter, value: 80, owner_id: 'ann' },
        { ...quarter, value: 120, team: 'West' },
        { ...quarter, value: 9, metric: 'mqls' },
      ],
    })
    const attained = (ask: Omit<Ask, 'period'> = {}) => tokyo.one('quota_attainment', { period: '2026-Q1', ...ask })
    expect(await attained()).toMatchObject({ value: 0.45, numerator: 90, denominator: 200, n: 2 })
    expect(await attained({ scope: ['ann'] })).toMatchObject({ value: 0.75, denominator: 80 })
    expect(await attained({ where: [{ dimension: 'team', values: ['west'] }] })).toMatchObject({
      value: 0.25,
      denominator: 120,
    })
    expect(await attained({ where: [{ dimension: 'owner', values: ['Ann'] }] })).toMatchObject({ value: 0.75 })
    expect(await attained({ scope: ['bob'] })).toMatchObject({ value: null, reason: 'no_target' })
    const byOwner = await tokyo.ask('quota_attainment', { period: '2026-Q1', by: ['owner'] })
    expect(byOwner.map(({ by, value, reason }) => [by.owner, value, reason])).toEqual([
      ['Ann', 0.75, null],
      ['Bob', null, 'no_target'],
    ])
  })

  it('is 0 where nothing was won, and null without a target or with one of 0', async () => {
    await tokyo.fill({
      targets: [
        { ...quarter, value: 200 },
        { ...quarter, value: 0, owner_id: 'ann' },
      ],
    })
    expect(await tokyo.one('quota_attainment', { period: '2026-Q1' })).toMatchObject({ value: 0, reason: null })
    expect(await tokyo.one('quota_attainment', { period: '2026-Q2' })).toMatchObject({
      value: null,
      reason: 'no_target',
    })
    expect(await tokyo.one('quota_attainment', { period: '2026-Q1', scope: ['ann'] })).toMatchObject({
      value: null,
      reason: 'no_target',
    })
  })

  it('by owner or team has everybody who has a target, also who sold nothing', async () => {
    const targets = [
      { ...quarter, value: 100, owner_id: 'ann' },
      { ...quarter, value: 50, owner_id: 'bob' },
      // Mia's is the two again, and Rex's is for another quarter.
      { ...quarter, value: 150, owner_id: 'mia' },
      { period_start: '2026-04-01', period_end: '2026-07-01', value: 9, owner_id: 'rex' },
    ]
    const { opportunities, opportunity_history } = deals({
      id: 'o1',
      created_at: '2026-01-05',
      amount: 60,
      life: [['2026-02-01', { stage_id: 'won' }]],
    })
    await tokyo.fill({ opportunities, opportunity_history, targets })
    const by = (dimension: string, ask: Omit<Ask, 'period'> = {}) =>
      tokyo.values('quota_attainment', { period: '2026-Q1', by: [dimension], ...ask })
    // 60 ÷ 100, 0 ÷ 50; the teams are their members.
    expect(await by('owner')).toEqual({ Ann: 0.6, Bob: 0 })
    expect(await by('team')).toEqual({ East: 0.6, West: 0 })
    expect(await by('owner', { scope: ['mia', 'ann', 'bob'] })).toEqual({ Ann: 0.6, Bob: 0 })
    expect(await by('owner', { scope: ['ann'] })).toEqual({ Ann: 0.6 })
    // A part of their deals is nobody's target.
    expect(await by('owner', { where: [{ dimension: 'segment', values: ['SMB'] }] })).toEqual({ Ann: null })
    expect(await by('segment')).toEqual({ SMB: null })
    expect(await tokyo.values('bookings', { period: '2026-Q1', by: ['owner'] })).toEqual({ Ann: 60 })
    // A team's own row, where nobody of it sold.
    await tokyo.fill({ opportunities, opportunity_history, targets: [{ ...quarter, value: 70, team: 'West' }] })
    expect(await by('team')).toEqual({ East: null, West: 0 })
  })

  it('is never prorated: half a quarter has no target', async () => {
    await tokyo.fill({ ...wins, targets: [{ ...quarter, value: 200 }] })
    for (const period of ['2026-02', '2026-01-01/2026-02-15', '2025-12-31/2026-04-01']) {
      expect(await tokyo.one('quota_attainment', { period })).toMatchObject({ value: null, reason: 'no_target' })
    }
  })

  it('shows renewals apart', async () => {
    await tokyo.fill({ ...wins, targets: [{ ...quarter, value: 200 }] })
    const reading = await tokyo.one('quota_attainment', { period: '2026-Q1' })
    expect(reading.beside.map(({ words, value }) => [words.en, value])).toEqual([['of which renewals', 30]])
  })
})

describe('quota attainment, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const quota = await readQuotas(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'quota_attainment',
      [
        { period: '2026-Q3' },
        { period: '2026-Q4' },
        { period: '2026-05' },
        { period: '2026-04-01/2026-10-01' },
        { period: '2025' },
        { period: '2026-Q2', asOf: '2026-05-14T09:30' },
        { period: '2026-Q3', by: ['owner'] },
        { period: '2026-Q3', by: ['team'] },
        { period: '2025-10-01/2026-10-01', by: ['owner'] },
        { period: '2026-Q2', asOf: '2026-05-14T09:30', by: ['team'] },
      ],
      (pick, question, group) => {
        const { from, to, asOf } = question
        const won = pick(credited(closedIn(known.at(asOf), from, Math.min(to, asOf)))).filter(
          ({ outcome }) => outcome === 'won',
        )
        const target = quota(question, group)
        if (target === null) return { value: null }
        return ratio(sumOf(won.map(({ amount }) => amount ?? 0)), target)
      },
      directory.dimensions,
    ))
})
