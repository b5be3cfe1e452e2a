import { describe, expect, it } from 'vitest'
import { health } from '../support/health.ts'
import { quarter } from '../support/quarter.ts'
import { insertRows } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at, as: 'ann@example.com' })
await world.fill({ ...health, ...quarter })
await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])

describe('one’s own day', () => {
  it('is the scorecard of the role, as `kpi` tells it', async () => {
    const rows = tableOf(await world.ask('home'), 'Change is against')
    expect(rows).toEqual(tableOf(await world.ask('kpi'), 'Change is against'))
    // 300 of 1,000: see the pipeline's test.
    expect(rows.find(([label]) => label === 'Quota attainment')).toContain('30.0%')
  })

  it('of another period', async () => {
    const rows = tableOf(await world.ask('home last quarter'), 'Change is against')
    expect(rows.find(([label]) => label === 'Bookings')).toContain('Q3 2026')
  })

  it.each([
    ['a rep: deals', 'ann@example.com', '*1 deal needs attention*', 'at risk*'],
    ['customer success: accounts', 'cleo@example.com', '*1 customer is at risk*', 'attention*'],
    ['operations: both', 'rex@example.com', '*1 customer is at risk*', 'nothing of the sort'],
  ])('%s', async (_, as, there, absent) => {
    const seen = shown(await world.ask('home', { as }))
    expect(seen).toContain(there)
    expect(seen).not.toContain(absent)
  })

  it('who sees totals only gets nobody’s deals or accounts', async () => {
    const seen = shown(await world.ask('home', { as: 'max@example.com' }))
    for (const name of ['Late one', 'Acme', 'attention', 'at risk*']) expect(seen).not.toContain(name)
    expect(seen).toContain('No alert is firing for you.')
  })

  it('in Japanese', async () => {
    const seen = shown(await world.ask('ホーム', { locale: 'ja' }), 'ja')
    for (const words of [
      '今日の状況',
      '要対応の商談 1件',
      '発生中のアラートはありません。',
      '定期配信はまだありません。',
    ]) {
      expect(seen).toContain(words)
    }
  })

  it('a slip gets the nearest, and an example', async () => {
    expect(await world.mistake('home lats quarter')).toBe(
      'I do not understand “lats quarter” here. Did you mean `last quarter`? For example `/revops home last quarter`.',
    )
  })
})
