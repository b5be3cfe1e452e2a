import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { RelationName } from './contract.ts'
import { type Sql, sql } from './sql.ts'
import type { Tables } from './tables.ts'

/** When one connector last finished, and what it feeds (`null` = every relation). */
export interface SourceFreshness {
  readonly source: string
  readonly syncedAt: Temporal.Instant
  readonly relations: readonly string[] | null
}

/** ISO text of a PostgreSQL `timestamptz` as an instant. */
export const instantColumn = z.string().transform((text) => Temporal.Instant.from(text.replace(' ', 'T')))
export const dayColumn = z.string().transform((text) => Temporal.PlainDate.from(text))

const row = z.object({ source: z.string(), synced_at: instantColumn, relations: z.array(z.string()).nullable() })

export const selectFreshness = (tables: Tables): Sql =>
  sql`select source, synced_at, relations from ${tables.freshness} f where synced_at is not null order by 1`

export const freshnessRows = z
  .array(row)
  .transform((rows) =>
    rows.map(({ source, synced_at, relations }): SourceFreshness => ({ source, syncedAt: synced_at, relations })),
  )

/** The oldest sync among the sources that feed any of these relations; undefined where none says, and of none. */
export function oldestSync(
  sources: readonly SourceFreshness[],
  relations: readonly RelationName[],
): SourceFreshness | undefined {
  return sources
    .filter(({ relations: fed }) => relations.some((name) => fed === null || fed.includes(name)))
    .reduce<SourceFreshness | undefined>(
      (oldest, each) => (oldest && Temporal.Instant.compare(oldest.syncedAt, each.syncedAt) <= 0 ? oldest : each),
      undefined,
    )
}

/** Seconds since the sync of the source that is stale the longest; 0 when none is. */
export function oldestStaleSeconds(
  sources: readonly SourceFreshness[],
  staleAfterHours: number,
  now: Temporal.Instant,
): number {
  const ages = sources.map(({ syncedAt }) => now.since(syncedAt).total('seconds'))
  return Math.max(0, ...ages.filter((seconds) => seconds > staleAfterHours * 3_600))
}
