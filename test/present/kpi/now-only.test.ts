import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../../src/catalog.ts'
import { deals } from '../../support/rows.ts'
import { fieldsOf, shown, tableOf, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill(
  deals(
    { id: 'o', amount: 300, close_date: '2026-12-20', next_step: 'Call', created_at: '2026-11-10T09:00' },
    { id: 'p', amount: 100, close_date: '2026-12-20', created_at: '2026-11-10T09:00' },
  ),
)
const { metrics } = await loadCatalog()
const nowOnly = [...metrics].flatMap(([id, metric]) => (metric.comparable === false ? [id] : []))

describe('a KPI whose past cannot be told fairly', () => {
  it('is there', () => expect(nowOnly).toContain('pipeline_health'))

  const past = [
    (id: string) => `kpi ${id} trend`,
    (id: string) => `kpi ${id} trend 12 months`,
    (id: string) => `kpi ${id} last 4 quarters`,
    (id: string) => `kpi ${id} last quarter`,
    (id: string) => `kpi ${id} last quarter by owner`,
    (id: string) => `kpi ${id} as of 2026-11-12`,
    (id: string) => `kpi ${id}, win_rate last quarter`,
    (id: string) => `rows ${id} last quarter`,
    (id: string) => `explain ${id} as of 2026-11-12`,
    (id: string) => `why ${id}`,
  ]
  it.each(nowOnly.flatMap((id) => past.map((ask) => [ask(id), id])))('%s is refused, and why', async (text, id) => {
    expect(await world.mistake(text)).toMatch(
      new RegExp(`is known as of now only: .* keeps no past.*: \`/revops kpi ${id}\`\\.$`),
    )
    expect(await world.mistake(text, { locale: 'ja' })).toMatch(/は現時点の値のみ表示できます。/)
  })

  it('is answered as of now', async () => {
    // One of 300 has a next step and was created within 14 days; the other, of 100, has none.
    expect((await world.ask('kpi pipeline_health')).readings[0]).toMatchObject({ value: 0.75 })
    expect((await world.ask('kpi pipeline_health this quarter')).readings[0]).toMatchObject({ value: 0.75 })
  })

  it('is left out of a scorecard and of the pipeline of the past, which say so', async () => {
    const scorecard = await world.ask('kpi last quarter')
    expect(tableOf(scorecard, 'Change is').map(([name]) => name)).not.toContain('Pipeline health')
    expect(shown(scorecard)).toContain('Pipeline health is known as of now only')
    expect(shown(await world.ask('kpi'))).not.toContain('as of now only')
    const pipeline = await world.ask('pipeline as of 2026-11-12')
    expect(fieldsOf(pipeline)).not.toHaveProperty('Pipeline health')
    expect(pipeline.readings.map(({ metric }) => metric)).not.toContain('pipeline_health')
    expect(shown(pipeline)).toContain('Which deals needed attention, and pipeline health, are known as of now only')
  })
})
