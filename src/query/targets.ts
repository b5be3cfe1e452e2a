import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Period } from '../calendar/period.ts'
import type { Words } from '../define/words.ts'
import { dayColumn } from '../ssot/freshness.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { daySql, sql } from '../ssot/sql.ts'

const row = z.object({
  metric: z.string(),
  from: dayColumn,
  to: dayColumn,
  owner_id: z.string().nullable(),
  team: z.string().nullable(),
  value: z.number(),
})
export type TargetRow = z.output<typeof row>

/** Whose target is meant. `members`: the people of a scope that is nobody's and no team's own. */
export type TargetScope =
  | { readonly kind: 'company' }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'members'; readonly ids: readonly string[] }

export interface Target {
  /** Null where two are set. */
  readonly value: number | null
  readonly note?: Words
}

/** Every target set for the metrics between the first and the last day of the periods. */
export async function readTargets(
  source: SsotSource,
  snapshot: SsotSnapshot,
  metrics: readonly string[],
  periods: readonly Period[],
): Promise<TargetRow[]> {
  const [from] = periods.map((period) => period.from).sort(Temporal.PlainDate.compare)
  const to = periods
    .map((period) => period.to)
    .sort(Temporal.PlainDate.compare)
    .at(-1)
  if (!snapshot.mapped.has('targets') || !from || !to) return []
  return source.query(
    sql`select metric, period_start as from, period_end as to, owner_id, case when owner_id is null then team end as team, value
      from ${snapshot.mapped.tables.targets} t
      where metric = any(${metrics}::text[]) and period_start >= ${daySql(from)} and period_end <= ${daySql(to)} and value is not null`,
    row,
  )
}

/** Whether a target is set for a part of the period, or for all of it. */
export const isWithin = ({ from, to }: TargetRow, period: Period): boolean =>
  Temporal.PlainDate.compare(from, period.from) >= 0 && Temporal.PlainDate.compare(to, period.to) <= 0
