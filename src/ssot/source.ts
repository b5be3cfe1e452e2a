import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { freshnessRows, instantColumn, type SourceFreshness, selectFreshness } from './freshness.ts'
import { type Inspection, inspectSsot } from './inspect.ts'
import { carry, type Kept, type KeptHistory, withKept } from './kept-history.ts'
import { type Person, peopleRows, selectPeople } from './people.ts'
import type { SsotPool } from './pool.ts'
import { checkQuality, type Quality, unknownQuality } from './quality.ts'
import { type Sql, sql } from './sql.ts'
import { type Stage, selectStages, stageRows } from './stages.ts'
import { type ExtraColumns, type MappedSsot, mapTables } from './tables.ts'

/** What the engine has to know of the SSOT before it asks anything, true for one token. */
export interface SsotSnapshot {
  /** Equal tokens: nothing in the database has changed. Never equal with the cache off. */
  readonly token: string
  readonly inspection: Inspection
  readonly mapped: MappedSsot
  readonly freshness: readonly SourceFreshness[]
  readonly people: readonly Person[]
  /** The latest change of an opportunity: a question as of before it needs history. */
  readonly lastChange: Temporal.Instant | null
  /** Some open stage has no probability of its own. */
  readonly computeProbability: boolean
  readonly stages: readonly Stage[]
  /** What is wrong with the rows, as of some minutes ago. */
  readonly quality: Quality
  /** The bot's own snapshots of opportunities, where the source keeps no history and some have been taken. */
  readonly kept?: Kept | undefined
}

export interface SsotSource {
  snapshot(): Promise<SsotSnapshot>
  query<Row extends z.ZodType>(query: Sql, row: Row): Promise<z.output<Row>[]>
  /** Forgets what it knows of the relations and of what was kept: the next question looks at them anew. */
  renew(): void
  close(): Promise<void>
}

export interface SsotSourceOptions {
  readonly schema: string
  readonly zone: string
  readonly extra: ExtraColumns
  /** ISO 4217 code of every amount. */
  readonly currency: string
  /** Off where the SSOT's relations are views over foreign tables, whose changes our token does not show. */
  readonly cache: boolean
  /** The bot's own snapshots, to stand in where there is no `opportunity_history`. */
  readonly history?: KeptHistory | undefined
  /** Versions that may travel with a question; `mostCarried` by default. */
  readonly mostCarried?: number | undefined
}

const inspectEveryMs = 60_000
const qualityEveryMs = 600_000

export function createSsotSource(pool: SsotPool, options: SsotSourceOptions): SsotSource {
  let inspected: { at: number; value: Promise<Inspected> } | undefined
  let checked: { at: number; value: Promise<Quality> } | undefined
  let latest: { token: string; value: Promise<SsotSnapshot> } | undefined
  let asking: Promise<string> | undefined
  let serial = 0
  /** What statements that name the kept history take along. */
  let carried: Sql | undefined

  const inspect = (): Promise<Inspected> => {
    const now = performance.now()
    if (!inspected || now - inspected.at > inspectEveryMs) {
      const value = inspectAll(pool, options).then((found) => {
        carried = found.carried ?? carried
        return found
      })
      inspected = { at: now, value }
      value.catch(() => {
        inspected = undefined
      })
    }
    return inspected.value
  }

  /** A check that fails or takes too long is no reason not to answer; it is tried again with the next change. */
  const quality = (mapped: MappedSsot): Promise<Quality> => {
    const now = performance.now()
    if (!checked || now - checked.at > qualityEveryMs) {
      const value = checkQuality(pool, mapped, options.currency).catch(() => {
        checked = undefined
        return unknownQuality
      })
      checked = { at: now, value }
    }
    return checked.value
  }

  /** Questions that arrive together share one look at the token. */
  const token = async (): Promise<string> => {
    if (!options.cache) return `uncached ${++serial}`
    asking ??= pool.token().finally(() => {
      asking = undefined
    })
    return asking
  }

  return {
    async snapshot() {
      const ofDatabase = await token()
      // Where the bot keeps the history in another database, the token does not tell of a new snapshot.
      const now = options.history ? `${ofDatabase} ${(await inspect()).mark}` : ofDatabase
      if (latest?.token !== now) {
        const value = inspect().then((found) => load(pool, found, now, quality))
        latest = { token: now, value }
        value.catch(() => {
          latest = undefined
        })
      }
      return latest.value
    },
    query: (query, row) => pool.query(carry(query, carried), row),
    renew() {
      inspected = undefined
    },
    close: () => pool.close(),
  }
}

const loaded = z.object({
  freshness: freshnessRows,
  people: peopleRows,
  stages: stageRows,
  last_change: instantColumn.nullable(),
})

/** What is true of the relations for some time. */
interface Inspected {
  readonly inspection: Inspection
  readonly mapped: MappedSsot
  readonly kept: Kept | undefined
  readonly carried: Sql | undefined
  /** Of the latest snapshot of the past; empty without. */
  readonly mark: string
}

async function inspectAll(pool: SsotPool, options: SsotSourceOptions): Promise<Inspected> {
  const { schema, zone, extra, history, mostCarried } = options
  const inspection = await inspectSsot(pool, schema)
  const mapped = mapTables(inspection, zone, extra)
  const none = { inspection, mapped, kept: undefined, carried: undefined, mark: '' }
  // The source's own history is better than ours.
  if (!history || mapped.has('opportunity_history')) return none
  const stand = await history.stand()
  if (!stand) return none
  return { inspection, mark: stand.mark, ...(await withKept(pool, mapped, zone, history, stand, mostCarried)) }
}

async function load(
  pool: SsotPool,
  { inspection, mapped, kept }: Inspected,
  token: string,
  check: (mapped: MappedSsot) => Promise<Quality>,
): Promise<SsotSnapshot> {
  const { tables } = mapped
  // One statement: the first answer after every change waits for it.
  const rowsOf = (query: Sql): Sql => sql`(select coalesce(json_agg(x), '[]') from (${query}) x)`
  const checking = check(mapped)
  const [row] = await pool.query(
    sql`select ${rowsOf(selectFreshness(tables))} as freshness, ${rowsOf(selectPeople(tables))} as people,
      ${rowsOf(selectStages(tables))} as stages, (select max(updated_at) from ${tables.opportunities} o) as last_change`,
    loaded,
  )
  if (!row) throw new Error('a select without from has one row')
  const { freshness, people, stages, last_change: lastChange } = row
  return {
    token,
    inspection,
    mapped,
    freshness,
    people,
    lastChange,
    computeProbability: stages.some(({ outcome, probability }) => outcome === 'open' && probability === null),
    stages,
    quality: await checking,
    kept,
  }
}
