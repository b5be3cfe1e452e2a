import { describe, expect, it } from 'vitest'
import { everything } from '../../src/query/scope.ts'
import type { Row, Rows } from '../support/rows.ts'
import { deals } from '../support/rows.ts'
import { type Ask, useSsot } from '../support/ssot.ts'

/** A fiscal year from April: its second quarter is July to September. */
const tokyo = await useSsot({ fiscalYearStart: 4 })
const wins = deals(
  { id: 'o1', created_at: '2026-05-05', amount: 60, life: [['2026-07-10', { stage_id: 'won' }]] },
  { id: 'o2', created_at: '2026-05-05', amount: 40, owner_id: 'bob', life: [['2026-08-10', { stage_id: 'won' }]] },
)
const months = ['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01']
const quarter = { period_start: '2026-07-01', period_end: '2026-10-01' }
const monthly = (values: readonly number[], row: Row<'targets'> = {}): Row<'targets'>[] =>
  values.map((value, i) => ({ period_start: months[i] ?? '', period_end: months[i + 1] ?? '', value, ...row }))

/** Whose target the answer was divided by, and what was said about it. */
async function target(targets: readonly Row<'targets'>[], ask: Partial<Ask> = {}, rows: Rows = wins) {
  await tokyo.fill({ ...rows, targets })
  const { denominator, value, reason, notes } = await tokyo.one('quota_attainment', {
    period: '2026-07-01/2026-10-01',
    ...ask,
  })
  return { target: value === null ? reason : denominator, note: notes[0]?.en ?? null }
}

describe('the target of a KPI', () => {
  it('is the row of exactly the period', async () => {
    const rows = [...monthly([1, 2, 3]), { ...quarter, value: 200 }, { ...quarter, period_end: '2026-09-30', value: 9 }]
    expect(await target(rows)).toEqual({ target: 200, note: null })
  })

  it('is else the sum of rows that tile it', async () => {
    expect(await target(monthly([100, 110, 130]))).toEqual({ target: 340, note: null })
    const half = { period_start: '2026-04-01', period_end: '2026-07-01', value: 60 }
    expect(await target([half, { ...quarter, value: 200 }], { period: '2026-04-01/2026-10-01' })).toEqual({
      target: 260,
      note: null,
    })
    // The longest first: a quarter and its months are not both counted.
    expect(
      await target([half, { ...quarter, value: 200 }, ...monthly([1, 2, 3])], { period: '2026-04-01/2026-10-01' }),
    ).toEqual({ target: 260, note: null })
  })

  it('is none where the tiles leave a gap or overlap', async () => {
    expect(await target(monthly([100, 110]))).toEqual({ target: 'no_target', note: null })
    const overlapping = [
      { period_start: '2026-07-01', period_end: '2026-08-15', value: 1 },
      { period_start: '2026-08-01', period_end: '2026-10-01', value: 2 },
    ]
    expect(await target(overlapping)).toEqual({ target: 'no_target', note: null })
  })

  it('finds the tiles also where the longest first row leads nowhere', async () => {
    const rows = [
      ...monthly([1]),
      { period_start: '2026-07-01', period_end: '2026-09-01', value: 50 },
      { period_start: '2026-08-01', period_end: '2026-10-01', value: 2 },
    ]
    expect(await target(rows)).toEqual({ target: 3, note: null })
  })

  it('is else the sum of the members’ own, and says so', async () => {
    const rows = [
      { ...quarter, owner_id: 'ann', value: 70 },
      ...monthly([10, 10, 10], { owner_id: 'bob' }),
      // Not for the whole quarter: left out.
      ...monthly([5], { owner_id: 'mia' }),
    ]
    const note = expect.stringContaining('sum of the members')
    expect(await target(rows)).toEqual({ target: 100, note })
    expect(await target(rows, { scope: ['mia', 'ann', 'bob'] })).toEqual({ target: 100, note })
    expect(await target(rows, { where: [{ dimension: 'team', values: ['West'] }] })).toEqual({ target: 30, note })
    expect(await target(rows, { scope: ['bob'] })).toEqual({ target: 30, note: null })
    expect(await target(rows, { scope: ['cleo'] })).toEqual({ target: 'no_target', note: null })
  })

  it('never mixes a scope’s own rows with its members’', async () => {
    // The company has July only; the people have the quarter.
    const rows = [...monthly([1000]), { ...quarter, owner_id: 'ann', value: 70 }]
    expect(await target(rows)).toEqual({ target: 70, note: expect.any(String) })
  })

  it('of a person is theirs whatever team the row names', async () => {
    const rows = [{ ...quarter, owner_id: 'ann', team: 'West', value: 70 }]
    expect(await target(rows, { scope: ['ann'] })).toEqual({ target: 70, note: null })
    expect(await target(rows, { where: [{ dimension: 'team', values: ['West'] }] })).toEqual({
      target: 'no_target',
      note: null,
    })
  })

  it('set twice for the same period and scope is none, and the answer says so, with its dates', async () => {
    const twice = [
      { ...quarter, value: 1 },
      { ...quarter, value: 2 },
    ]
    const note = (from: string, to: string) =>
      expect.stringMatching(`^two targets are set for Bookings from ${from} to ${to}`)
    expect(await target(twice)).toEqual({ target: 'no_target', note: note('2026-07-01', '2026-10-01') })
    expect(await target([...monthly([1, 2, 3]), ...monthly([1])])).toEqual({
      target: 'no_target',
      note: note('2026-07-01', '2026-08-01'),
    })
    // One member's two spoil the sum.
    const members = [...twice.map((row) => ({ ...row, owner_id: 'ann' })), { ...quarter, owner_id: 'bob', value: 5 }]
    expect(await target(members)).toEqual({ target: 'no_target', note: note('2026-07-01', '2026-10-01') })
    expect(await target(members, { scope: ['bob'] })).toEqual({ target: 5, note: null })
    // Two people with the same period are not the same scope; and July twice matters to nobody who has the quarter.
    const both = [{ ...quarter, value: 1 }, { ...quarter, owner_id: 'ann', value: 2 }, ...monthly([1]), ...monthly([1])]
    expect(await target(both)).toMatchObject({ target: 1, note: null })
  })

  it('set twice leaves everything else as it is', async () => {
    await tokyo.fill({
      ...wins,
      targets: [1, 2, 3].flatMap((value) => [
        ...(value < 3 ? [{ ...quarter, value }] : []),
        ...(value === 3 ? [{ ...quarter, metric: 'win_rate', value: 0.3 }] : []),
      ]),
    })
    const metrics = ['bookings', 'win_rate', 'quota_attainment'].map((id) => tokyo.metric(id))
    const { all } = await tokyo.engine.read({
      metrics,
      windows: [tokyo.window({ period: '2026-07-01/2026-10-01' })],
      scope: everything,
      targets: true,
    })
    const note = '目標が同じ期間（2026-07-01〜2026-10-01）に2つある'
    expect(
      all.map(({ value, target: told, notes }) => [value, told?.value, notes.some(({ ja }) => ja.includes(note))]),
    ).toEqual([
      // 60 + 40.
      [100, undefined, true],
      [1, 0.3, false],
      [null, undefined, true],
    ])
  })

  it('is none for a part that no target is set for', async () => {
    const rows = [{ ...quarter, value: 200 }]
    expect(await target(rows, { where: [{ dimension: 'segment', values: ['SMB'] }] })).toMatchObject({
      target: 'no_target',
    })
    expect(await target(rows, { where: [{ dimension: 'type', values: ['renewal'], except: true }] })).toMatchObject({
      target: 'no_target',
    })
    const ann = { ...quarter, owner_id: 'ann', value: 70 }
    expect(
      await target([...rows, ann], { where: [{ dimension: 'owner', values: ['Ann'], except: true }] }),
    ).toMatchObject({ target: 'no_target' })
    expect(await target([...rows, ann], { where: [{ dimension: 'owner', values: ['Ann', 'Bob'] }] })).toMatchObject({
      target: 'no_target',
    })
    expect(await target(rows, { scope: { kind: 'aggregates' } })).toMatchObject({ target: 200 })
  })
})

describe('the target of what does not add up', () => {
  const told = async (metric: string, targets: readonly Row<'targets'>[], ask: Partial<Ask> = {}) => {
    await tokyo.fill({ ...wins, targets: targets.map((row) => ({ metric, ...row })) })
    const { period, scope, by = [] } = { period: '2026-07-01/2026-10-01', ...ask }
    const { all } = await tokyo.engine.read({
      metrics: [tokyo.metric(metric)],
      windows: [tokyo.window({ period })],
      scope: scope && !('kind' in scope) ? { kind: 'people', ids: scope } : everything,
      by,
      targets: true,
    })
    return all.map(({ target: found }) => found?.value)
  }

  it.each(['win_rate', 'arr', 'sales_cycle', 'quota_attainment', 'mrr_new', 'forecast_commit'])(
    'is the row of exactly the period: %s',
    async (metric) => {
      // Three months of 25 % are no quarter of 75 %, nor are two people's; three months' ARR of 1,200 is not 3,600.
      expect(await told(metric, monthly([0.25, 0.25, 0.25]))).toEqual([undefined])
      const people = ['ann', 'bob'].map((owner_id) => ({ ...quarter, owner_id, value: 0.25 }))
      expect(await told(metric, people)).toEqual([undefined])
      expect(await told(metric, [...people, { ...quarter, value: 0.3 }])).toEqual([0.3])
      expect(await told(metric, people, { scope: ['ann'] })).toEqual([0.25])
      expect(await told(metric, people, { scope: ['mia', 'ann', 'bob'] })).toEqual([undefined])
    },
  )

  it('while flows add up', async () => {
    expect(await told('bookings', monthly([100, 110, 130]))).toEqual([340])
    expect(await told('new_customers', monthly([1, 2, 3]))).toEqual([6])
  })
})

describe('a sum of members’ own targets', () => {
  const set = (...values: readonly [owner: string, value: number][]) =>
    values.map(([owner_id, value]) => ({ ...quarter, owner_id, value }))
  const sum = 'target = the sum of the members’ own'

  it('says how many of the sellers have one', async () => {
    // Ann alone of two reps: 100 won are no 200 % of her 50 without a word.
    expect(await target(set(['ann', 50]))).toEqual({ target: 50, note: `${sum}; 1 of 2 have a target` })
    expect(await target(set(['ann', 50]), { scope: ['mia', 'ann', 'bob'] })).toEqual({
      target: 50,
      note: `${sum}; 1 of 2 have a target`,
    })
    expect(await target(set(['ann', 50], ['bob', 60]))).toEqual({ target: 110, note: sum })
    // Who does not sell is to have none; who does, and has one, counts.
    expect(await target(set(['ann', 50], ['bob', 60], ['cleo', 5]))).toEqual({ target: 115, note: sum })
    expect(await target(set(['ann', 50]), { where: [{ dimension: 'team', values: ['East'] }] })).toEqual({
      target: 50,
      note: sum,
    })
  })

  it('leaves out a manager’s beside their reports’, to any depth', async () => {
    const reps = set(['ann', 500], ['bob', 500])
    expect(await target([...reps, ...set(['mia', 1000])])).toEqual({ target: 1000, note: sum })
    // Rex runs all of it.
    expect(await target([...reps, ...set(['rex', 1100])])).toEqual({ target: 1000, note: sum })
    expect(await target([...reps, ...set(['mia', 1000])], { scope: ['mia', 'ann', 'bob'] })).toEqual({
      target: 1000,
      note: sum,
    })
    expect(await target(set(['mia', 1000], ['ann', 500]))).toEqual({
      target: 500,
      note: `${sum}; 1 of 2 have a target`,
    })
    // Hers alone is meant for all of them. A report's for another period is no report's target.
    expect(await target(set(['mia', 1000]))).toEqual({ target: 1000, note: sum })
    expect(await target([...set(['mia', 1000]), ...monthly([5], { owner_id: 'bob' })])).toEqual({
      target: 1000,
      note: sum,
    })
    // Of herself she has her own.
    expect(await target([...reps, ...set(['mia', 1000])], { scope: ['mia'] })).toEqual({ target: 1000, note: null })
  })
})

describe('targets and scopes', () => {
  const targets = [
    { ...quarter, value: 1000 },
    { ...quarter, team: 'East', value: 500 },
    { ...quarter, owner_id: 'ann', value: 70 },
    { ...quarter, owner_id: 'bob', value: 50 },
  ]
  const attained = async (ask: Partial<Ask>, users?: Rows['users']) => {
    await tokyo.fill({ ...wins, targets, ...(users ? { users } : {}) })
    const readings = await tokyo.ask('quota_attainment', { period: '2026-07-01/2026-10-01', ...ask })
    return readings.map(({ by, denominator, notes }) => [Object.values(by)[0], denominator, notes.length])
  }
  /** Ann shares the East with Abe. */
  const users = [
    { id: 'mia', name: 'Mia', email: 'mia@example.com', role: 'manager', team: 'Sales' },
    { id: 'ann', name: 'Ann', email: 'ann@example.com', role: 'rep', team: 'East', manager_id: 'mia' },
    { id: 'abe', name: 'Abe', email: 'abe@example.com', role: 'rep', team: 'East', manager_id: 'mia' },
    { id: 'bob', name: 'Bob', email: 'bob@example.com', role: 'rep', team: 'West', manager_id: 'mia' },
  ]

  it('a rep’s wins are not held against the target of their team', async () => {
    // Ann sees only her own 60, so only her own 70 can be meant.
    expect(await attained({ by: ['team'], scope: ['ann'] }, users)).toEqual([['East', 70, 1]])
    expect(await attained({ where: [{ dimension: 'team', values: ['East'] }], scope: ['ann'] }, users)).toEqual([
      [undefined, 70, 1],
    ])
  })

  it('nor what somebody sees of another’s wins against that other’s whole target', async () => {
    // Cleo looks after Acme: she sees Ann’s deal with it, which is not hers.
    expect(await attained({ by: ['owner'], scope: ['cleo'] })).toEqual([])
    expect(await attained({ scope: ['cleo'] })).toEqual([[undefined, null, 0]])
  })

  it('a manager of the whole team is', async () => {
    expect(await attained({ by: ['team'], scope: ['mia', 'ann', 'abe', 'bob'] }, users)).toEqual([
      ['West', 50, 1],
      ['East', 500, 0],
    ])
    expect(await attained({ by: ['owner'], scope: ['mia', 'ann', 'abe', 'bob'] }, users)).toEqual([
      ['Ann', 70, 0],
      ['Bob', 50, 0],
    ])
    // A scope that is just the team has the team’s target; any other has its members’.
    expect(await attained({ scope: ['abe', 'ann'] }, users)).toEqual([[undefined, 500, 0]])
    expect(await attained({ scope: ['ann', 'bob'] }, users)).toEqual([[undefined, 120, 1]])
  })
})
