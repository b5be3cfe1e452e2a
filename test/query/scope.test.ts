import { describe, expect, it } from 'vitest'
import { everything } from '../../src/query/scope.ts'
import { statementsOf } from '../../src/query/statements.ts'
import { deals } from '../support/rows.ts'
import { type Ask, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const person = (id: string, role: string, manager_id: string | null = null) => ({
  id,
  name: id,
  email: `${id}@example.com`,
  role,
  manager_id,
})
const quarter = { period_start: '2026-01-01', period_end: '2026-04-01' }
const born = { created_at: '2026-01-05' }
const open = { ...born, close_date: '2026-03-20', forecast_category: 'commit' }

/** Mia’s tree has a seller, Ann, and Cleo, who looks after Acme. Bob, who is not of it, sells to Acme. Lea leads Cleo’s colleague Cem. */
const rows = {
  users: [
    person('mia', 'manager'),
    person('ann', 'rep', 'mia'),
    person('cleo', 'cs', 'mia'),
    person('bob', 'rep'),
    person('lea', 'manager'),
    person('cem', 'cs', 'lea'),
  ],
  accounts: [
    { id: 'acme', name: 'Acme', owner_id: 'bob', csm_id: 'cleo' },
    { id: 'globex', name: 'Globex', owner_id: 'ann', csm_id: 'cem' },
  ],
  ...deals(
    { ...born, id: 'ann won', account_id: 'globex', amount: 100, life: [['2026-02-01', { stage_id: 'won' }]] },
    { ...born, id: 'bob won', owner_id: 'bob', amount: 900, life: [['2026-02-01', { stage_id: 'won' }]] },
    {
      ...born,
      id: 'cleo won',
      owner_id: 'cleo',
      amount: 30,
      type: 'renewal',
      life: [['2026-02-02', { stage_id: 'won' }]],
    },
    { ...open, id: 'ann open', account_id: 'globex', amount: 40 },
    { ...open, id: 'bob open', owner_id: 'bob', amount: 70 },
  ),
  targets: [
    { ...quarter, owner_id: 'ann', value: 500 },
    { ...quarter, owner_id: 'cleo', value: 150 },
  ],
  forecasts: [
    { id: 'f1', ...quarter, owner_id: 'ann', category: 'commit', amount: 90, submitted_at: '2026-01-10' },
    { id: 'f2', ...quarter, owner_id: 'cleo', category: 'commit', amount: 14, submitted_at: '2026-01-10' },
  ],
}
const scopes = { tree: ['mia', 'ann', 'cleo'], cleo: ['cleo'], lea: ['lea', 'cem'], ann: ['ann'], mia: ['mia'] }
const running = '2026-03-01T00:00'

async function of(metric: string, asOf?: string): Promise<Record<string, number | null>> {
  const ask: Ask = { period: '2026-Q1', ...(asOf ? { asOf } : {}) }
  const found = Object.entries(scopes).map(
    async ([name, scope]) => [name, (await tokyo.one(metric, { ...ask, scope })).value] as const,
  )
  return Object.fromEntries(await Promise.all(found))
}

describe('seeing a win is not having won it', () => {
  it('bookings are those credited to who sells, and those of their accounts to who does not', async () => {
    await tokyo.fill(rows)
    // The tree: Ann’s 100 and Cleo’s 30, not Bob’s 900 with Cleo’s account. Cleo and Lea: Acme’s 900 + 30, Globex’s 100.
    expect(await of('bookings')).toEqual({ tree: 130, cleo: 930, lea: 100, ann: 100, mia: 0 })
    expect(await tokyo.values('bookings', { period: '2026-Q1', by: ['owner'], scope: scopes.tree })).toEqual({
      ann: 100,
      cleo: 30,
    })
    expect(await of('win_rate')).toEqual({ tree: 1, cleo: 1, lea: 1, ann: 1, mia: null })
  })

  it('what is held against a target or a forecast is what is credited, whoever asks', async () => {
    await tokyo.fill(rows)
    // The tree: (100 + 30) ÷ (500 + 150); Cleo: 30 ÷ 150, not 930 ÷ 150.
    expect(await of('quota_attainment')).toEqual({ tree: 0.2, cleo: 0.2, lea: null, ann: 0.2, mia: null })
    expect(await of('forecast_commit', running)).toEqual({ tree: 170, cleo: 30, lea: 0, ann: 140, mia: 0 })
    expect(await of('forecast_best_case', running)).toEqual({ tree: 170, cleo: 30, lea: 0, ann: 140, mia: 0 })
    // 40 ÷ (650 − 130), 0 ÷ (150 − 30), 40 ÷ (500 − 100).
    expect(await of('pipeline_coverage', running)).toEqual({ tree: 40 / 520, cleo: 0, lea: null, ann: 0.1, mia: null })
    // 104 of 130, 14 of 30, 90 of 100.
    const accuracy = await of('forecast_accuracy')
    expect(accuracy).toMatchObject({ lea: null, mia: null })
    expect(accuracy.tree).toBeCloseTo(0.8, 10)
    expect(accuracy.cleo).toBeCloseTo(14 / 30, 10)
    expect(accuracy.ann).toBeCloseTo(0.9, 10)
  })

  it('what may be seen stays what it was', async () => {
    await tokyo.fill(rows)
    // Bob’s open deal is with Cleo’s account.
    expect(await of('open_pipeline', running)).toEqual({ tree: 110, cleo: 70, lea: 40, ann: 40, mia: 0 })
  })

  it('is read once for both, the whole company and who sells', async () => {
    const metrics = ['bookings', 'quota_attainment'].map((id) => tokyo.metric(id))
    const snapshot = await tokyo.source.snapshot()
    const question = { metrics, windows: [tokyo.window({ period: '2026-Q1' })] }
    const { settings } = tokyo.engine
    expect(statementsOf({ ...question, scope: everything }, snapshot, settings)).toHaveLength(1)
    // Where anybody sells both go by credit; of accounts alone they are two readings.
    const people = (ids: readonly string[]) => ({ kind: 'people', ids }) as const
    expect(statementsOf({ ...question, scope: people(scopes.tree) }, snapshot, settings)).toHaveLength(1)
    expect(statementsOf({ ...question, scope: people(scopes.cleo) }, snapshot, settings)).toHaveLength(2)
  })
})
