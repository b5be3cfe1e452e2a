import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../src/catalog.ts'
import { dimensionLabels, dimensionNamed } from '../../src/present/dimensions.ts'
import { factsOf } from '../../src/query/plan.ts'
import { tableOf, useWorld } from '../support/world.ts'

const { metrics } = await loadCatalog()
const offered = [...metrics.values()]
  .flatMap((metric) => factsOf(metric))
  .flatMap((fact) => Object.keys(fact.dimensions))

describe('every breakdown that some KPI has', () => {
  it.each([...new Set(offered)].sort())('%s has a name in both languages, and is found by each', (id) => {
    const label = dimensionLabels[id]
    expect(label).toBeDefined()
    expect([id, label?.en, label?.ja].map((name) => dimensionNamed(name ?? ''))).toEqual([id, id, id])
  })
})

describe('activities', async () => {
  const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
  await world.fill({
    activities: [
      { kind: 'call', at: '2026-11-10T09:00', user_id: 'ann' },
      { kind: 'call', at: '2026-11-11T09:00', user_id: 'ann' },
      { kind: 'email', at: '2026-11-12T09:00', user_id: 'bob' },
    ],
  })

  it('by kind, as its description offers', async () => {
    const message = await world.ask('kpi 営業活動量 種類別', { locale: 'ja' })
    expect(tableOf(message, '営業活動量の内訳').map(([name, n]) => [name, n])).toEqual([
      ['call', '2'],
      ['email', '1'],
    ])
  })

  it('by user, who is the owner of an activity', async () => {
    const message = await world.ask('kpi sales_activities by user, kind')
    expect(tableOf(message, 'Sales activities').map(([name, kind, n]) => [name, kind, n])).toEqual([
      ['Ann', 'call', '2'],
      ['Bob', 'email', '1'],
    ])
  })
})
