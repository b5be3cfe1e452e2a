import type { Instant } from '../days.ts'
import { type Change, type Life, lived, type Row } from '../life.ts'
import type { Deal } from './deal.ts'

const tracked = ['stage_id', 'amount', 'close_date', 'forecast_category', 'owner_id'] as const

/** A deal's row, with the days on which somebody worked on it and `updated_at` kept up. */
export function opportunityLife(deal: Deal, worked: readonly Instant[]): Life<'opportunities'> {
  const activity = worked.map((at): Change<'opportunities'> => ({ at, set: { last_activity_at: at } }))
  const life = lived<'opportunities'>([...deal.changes, ...activity])
  return life.map(({ at, set }, index) => ({
    at,
    set: { ...set, ...(index === 0 && { id: deal.id }), updated_at: at },
  }))
}

/** A version for every change of a tracked column. Each is born open and closed by the next. */
export function historyLives(life: Life<'opportunities'>): Life<'opportunity_history'>[] {
  const versions: { at: Instant; set: Row<'opportunity_history'> }[] = []
  for (const { at, set } of life) {
    const last = versions.at(-1)
    const now: Row<'opportunity_history'> = { ...last?.set, opportunity_id: life[0]?.set.id ?? null }
    for (const column of tracked) if (column in set) now[column] = set[column] ?? null
    if (last && tracked.every((column) => now[column] === last.set[column])) continue
    versions.push({ at, set: { ...now, valid_from: at, valid_to: null } })
  }
  return versions.map(({ at, set }, index): Life<'opportunity_history'> => {
    const next = versions[index + 1]
    return next
      ? [
          { at, set },
          { at: next.at, set: { valid_to: next.at } },
        ]
      : [{ at, set }]
  })
}
