import { describe, expect, it } from 'vitest'
import { isStale } from '../../src/query/window.ts'
import { oldestSync } from '../../src/ssot/freshness.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
await tokyo.fill({
  freshness: [
    { source: 'crm', synced_at: '2026-06-15T09:00', relations: ['opportunities', 'accounts'] },
    { source: 'desk', synced_at: '2026-06-14T09:00', relations: ['tickets'] },
    { source: 'warehouse', synced_at: '2026-06-15T06:00', relations: null },
  ],
})
const { freshness } = await tokyo.source.snapshot()

describe('freshness', () => {
  it('of relations is that of the oldest source that feeds one of them; no list means all', () => {
    const of = (...names: Parameters<typeof oldestSync>[1]) => oldestSync(freshness, names)?.source
    expect(of('opportunities')).toBe('warehouse')
    expect(of('opportunities', 'tickets')).toBe('desk')
    expect(of('leads')).toBe('warehouse')
    expect(oldestSync([], ['leads'])).toBeUndefined()
    // What rests on nothing waits for nothing.
    expect(of()).toBeUndefined()
  })

  it('is lost when a sync is longer ago than the limit of 24 hours', async () => {
    const snapshot = await tokyo.source.snapshot()
    const stale = (asOf: string) => isStale(snapshot, tokyo.engine.settings, ['tickets'], tokyo.instant(asOf))
    expect(stale('2026-06-15T09:00')).toBe(false)
    expect(stale('2026-06-15T09:01')).toBe(true)
    // Looking back from before the sync, nothing was old.
    expect(stale('2026-06-01T00:00')).toBe(false)
  })
})
