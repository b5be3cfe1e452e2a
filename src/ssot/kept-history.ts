import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { relationContract } from './contract.ts'
import type { SsotPool } from './pool.ts'
import { identifier, join, type Sql, sql } from './sql.ts'
import type { MappedSsot, Need } from './tables.ts'

/** How far the bot's own daily snapshots of opportunities reach. */
export interface KeptStand {
  /** The scheduled instants of the first and the latest one. */
  readonly first: Temporal.Instant
  readonly latest: Temporal.Instant
  /** A UUID, another with every snapshot. */
  readonly mark: string
  readonly versions: number
}

/** Where the bot keeps its snapshots: in a database of its own, which may be the SSOT's. */
export interface KeptHistory {
  /** Undefined where nothing is kept. */
  stand(): Promise<KeptStand | undefined>
  /**
   * All versions: a PostgreSQL array literal for each of the contract's columns, in the contract's order. Undefined
   * while they cannot be had.
   */
  versions(): Promise<readonly string[] | undefined>
}

/** The past of opportunities as the bot knows it, where the source has no `opportunity_history`. */
export interface Kept {
  /** The first midnight that it tells of, and the day that begins there. */
  readonly since: Temporal.Instant
  readonly day: Temporal.PlainDate
  readonly latest: Temporal.Instant
  readonly versions: number
  /** False where the versions are too many to travel with a question; then the past is told without them. */
  readonly used: boolean
  /** The SSOT as it is without snapshots: for instants before they began. */
  readonly without: MappedSsot
}

/**
 * Versions that may travel with a question. They have no index there, and questions look deals up one by one: past
 * this, answers would take seconds. In the SSOT's own database there is no limit.
 */
const mostCarried = 50_000

const carriedColumns = Object.entries(relationContract('opportunity_history').columns)
const carriedName = identifier('kept_history')

/** How the bot's snapshots reach a question. */
export interface KeptReach {
  /** Of the latest snapshot. */
  readonly mark: string
  /** What questions read in place of the missing relation; undefined where the versions are too many to travel. */
  readonly relation: Sql | undefined
  /** What has to travel for that. */
  readonly carried: Sql | undefined
  readonly kept: Omit<Kept, 'used' | 'without'>
}

/** Undefined while the versions cannot be had. */
export async function keptReach(
  pool: SsotPool,
  zone: string,
  history: KeptHistory,
  stand: KeptStand,
  limit = mostCarried,
): Promise<KeptReach | undefined> {
  const day = stand.first.toZonedDateTimeISO(zone).toPlainDate()
  // Just after midnight the snapshot shows the day before as it ended.
  const since = day.toZonedDateTime(zone).toInstant()
  const { mark, latest, versions } = stand
  const reach = { mark, kept: { since, day, latest, versions }, carried: undefined }
  if (await isHere(pool, stand)) return { ...reach, relation: identifier('revops', 'opportunity_versions') }
  if (versions > limit) return { ...reach, relation: undefined }
  const literals = await history.versions()
  return literals && { ...reach, relation: carriedName, carried: unnested(literals) }
}

/** The SSOT with the bot's snapshots in place of the missing relation. */
export function standIn(without: MappedSsot, { relation, kept }: KeptReach): { mapped: MappedSsot; kept: Kept } {
  const mapped = relation ? standingIn(without, relation) : without
  return { mapped, kept: { ...kept, used: relation !== undefined, without } }
}

/** The statement with the versions at its head, where it names them: their values are sent once, however often it does. */
export const carry = (query: Sql, carried: Sql | undefined): Sql =>
  carried && query.text.includes(carriedName.text)
    ? sql`with ${carriedName} as materialized (${carried}) ${query}`
    : query

function standingIn(mapped: MappedSsot, relation: Sql): MappedSsot {
  const isHistory = (need: Need): boolean => need === 'opportunity_history' || need.startsWith('opportunity_history.')
  return {
    tables: { ...mapped.tables, opportunity_history: relation },
    has: (need) => isHistory(need) || mapped.has(need),
  }
}

function unnested(literals: readonly string[]): Sql {
  const arrays = carriedColumns.map(([, { type }], i) => sql`${literals[i]}::${identifier(type)}[]`)
  const names = carriedColumns.map(([name]) => identifier(name))
  return sql`select * from unnest(${join(arrays)}) as h (${join(names)})`
}

/** Whether the SSOT's role can read these very snapshots: both URLs name one database, and it may. */
async function isHere(pool: SsotPool, { mark }: KeptStand): Promise<boolean> {
  const [seen] = await pool.query(
    sql`select count(*) = 2 as readable from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'revops' and c.relname in ('snapshots', 'opportunity_versions')
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')`,
    z.object({ readable: z.boolean() }),
  )
  if (!seen?.readable) return false
  const [found] = await pool.query(
    sql`select exists (select from ${identifier('revops', 'snapshots')} s where s.mark = ${mark}::uuid) as same`,
    z.object({ same: z.boolean() }),
  )
  return found?.same ?? false
}
