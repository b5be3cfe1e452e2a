import { describe, expect, it } from 'vitest'
import { deals } from '../support/rows.ts'
import { shown, useWorld } from '../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const won = (id: string, day: string) => ({
  ...{ id, created_at: '2026-05-01' },
  life: [[`${day}T12:00`, { stage_id: 'won' }]] as const,
})
await world.fill({
  ...deals(won('o1', '2026-06-10'), won('o2', '2026-08-10')),
  leads: [{ created_at: '2026-07-10', owner_id: 'ann', segment: 'SMB' }],
})

const note = 'teams, managers and segments are today’s'

describe('teams, managers and segments are those of today, and an answer that rests on them says so', () => {
  it.each([
    'kpi bookings last quarter by team',
    'kpi bookings last quarter where team=East',
    'kpi bookings, win_rate last quarter where segment=SMB',
    'kpi bookings, win_rate last quarter by manager',
    'why bookings last quarter by team',
    'why bookings last quarter by owner where team=East',
    'funnel last quarter by team',
    'funnel last quarter by segment',
    'funnel last quarter by manager',
    'funnel last quarter where team=East',
    'rows bookings last quarter where team=East',
    'explain bookings last quarter where team=East',
  ])('%s', async (text) => {
    expect(shown(await world.ask(text)).split(note)).toHaveLength(2)
    expect(shown(await world.ask(text, { locale: 'ja' }), 'ja')).toContain(
      'チーム・マネージャー・セグメントは現時点のもの',
    )
  })

  it.each(['kpi bookings last quarter by owner', 'why bookings last quarter by type', 'funnel last quarter'])(
    'not %s',
    async (text) => expect(shown(await world.ask(text))).not.toContain(note),
  )
})
