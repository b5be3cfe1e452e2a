import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { SpokenError } from '../errors.ts'
import { relationNames } from './contract.ts'
import { type Inspection, inspectSsot } from './inspect.ts'
import { carry, type Kept, type KeptHistory, type KeptReach, keptReach, standIn } from './kept-history.ts'
import { type LoadedRows, loadedRelations, loadRows } from './load.ts'
import type { SsotPool } from './pool.ts'
import type { Quality } from './quality/finding.ts'
import type { QualityOptions, Sight } from './quality/round.ts'
import { cannotRead, isRowError } from './quality/unreadable.ts'
import { createWatch, type WatchPools } from './quality/watch.ts'
import { identifier, type Sql } from './sql.ts'
import { type MappedSsot, mapTables, type Need } from './tables.ts'

/** What the engine has to know of the SSOT before it asks anything, true for one token. */
export interface SsotSnapshot extends LoadedRows {
  /** Equal tokens: nothing in the database has changed. Never equal with the cache off. */
  readonly token: string
  readonly inspection: Inspection
  readonly mapped: MappedSsot
  /** What is wrong with the rows, as far as it is known: no answer waits for a look at them. */
  readonly quality: Quality
  /** The bot's own snapshots of opportunities, where the source keeps no history and some have been taken. */
  readonly kept?: Kept | undefined
}

/** A snapshot that may turn out to be wrong about currencies: what is read with it counts once `held` has said so. */
export interface HastySnapshot {
  readonly snapshot: SsotSnapshot
  /** Whether another look found nothing that `snapshot` did not know of. */
  readonly held: Promise<boolean>
}

export type SsotQuery = <Row extends z.ZodType>(query: Sql, row: Row) => Promise<z.output<Row>[]>

export interface SourcePools extends WatchPools {
  /** For what runs by the clock. */
  readonly scheduled: SsotPool
}

export interface SsotSource {
  snapshot(): Promise<SsotSnapshot>
  /** The same, without waiting for the look for other currencies, where they were looked for before. */
  hasty(): Promise<HastySnapshot>
  /** Throws a SpokenError where a view that the query reads cannot be computed. */
  query: SsotQuery
  /** The same for what nobody waits for: on connections of its own, where a statement may take longer. */
  readonly unhurried: SsotQuery
  /** A snapshot after all that is due was checked, for who would rather wait; after `atMostMs`, as far as that went. */
  checked(atMostMs?: number): Promise<SsotSnapshot>
  /** Forgets what it knows of the relations and of what was kept: the next question looks at them anew. */
  renew(): void
  close(): Promise<void>
}

export interface SsotSourceOptions extends QualityOptions {
  readonly schema: string
  /** Off where the SSOT's relations are views over foreign tables, whose changes our token does not show. */
  readonly cache: boolean
  /** The bot's own snapshots, to stand in where there is no `opportunity_history`. */
  readonly history?: KeptHistory | undefined
  /** Versions that may travel with a question; `mostCarried` by default. */
  readonly mostCarried?: number | undefined
}

/** A snapshot but for what is known of the rows, and what they are looked at with. */
interface Base extends Omit<SsotSnapshot, 'quality'> {
  readonly sight: Sight
}

interface Loading {
  readonly value: Promise<Base>
  /** As far as it is known before the look for currencies is over. */
  readonly hasty: Promise<Base & { readonly blind: readonly Need[] }>
}

/** What is true of the relations for some time. */
interface Inspected {
  readonly inspection: Inspection
  readonly reach: KeptReach | undefined
}

const inspectEveryMs = 60_000

export function createSsotSource(pools: SourcePools, options: SsotSourceOptions): SsotSource {
  const pool = pools.answers
  const watch = createWatch(pools, options)
  let inspected: { at: number; value: Promise<Inspected> } | undefined
  let latest: ({ token: string; blind: readonly Need[] } & Loading) | undefined
  /** Currencies were looked for once. */
  let looked = false
  let shown: { base: Base; snapshot: SsotSnapshot } | undefined
  let asking: Promise<string> | undefined
  let serial = 0
  /** What statements that name the kept history take along. */
  let carried: Sql | undefined

  const inspect = (): Promise<Inspected> => {
    const now = performance.now()
    if (!inspected || now - inspected.at > inspectEveryMs) {
      const value = inspectAll(pool, options).then((found) => {
        carried = found.reach?.carried ?? carried
        return found
      })
      inspected = { at: now, value }
      value.catch(() => {
        inspected = undefined
      })
    }
    return inspected.value
  }

  /** Questions that arrive together share one look at the token. */
  const token = async (): Promise<string> => {
    if (!options.cache) return `uncached ${++serial}`
    asking ??= pool.token().finally(() => {
      asking = undefined
    })
    return asking
  }

  function load({ inspection, reach }: Inspected, now: string): Loading {
    const map = mappings(inspection, options)
    const connected = relationNames.filter(map([]).has)
    const sight: Sight = { token: now, people: [], freshness: [], connected, map }
    const baseOf = (found: LoadedRows): Base => {
      const own = mappings(inspection, options, false)(watch.blind())
      const standing = reach ? standIn(own, reach) : { mapped: own, kept: undefined }
      return { ...found, ...standing, token: now, inspection, sight: { ...sight, ...found } }
    }
    const rows = () => loadRows(pool, map(watch.blind()).tables)
    const first = rows()
    const both = async (loaded: Promise<LoadedRows>): Promise<Base> => {
      const [found] = await Promise.all([loaded, watch.currencies(sight)])
      looked = true
      return baseOf(found)
    }
    const value = both(first).catch(async (error: unknown) => {
      // Without what cannot be read, the rest goes on.
      if (!isRowError(error) || (await watch.suspect(loadedRelations, sight)).length === 0) throw error
      return both(rows())
    })
    const hasty = first.then((found) => ({ ...baseOf(found), blind: watch.blind() }))
    hasty.catch(() => undefined)
    return { value, hasty }
  }

  async function loading(): Promise<Loading> {
    const ofDatabase = await token()
    // Where the bot keeps the history in another database, the token does not tell of a new snapshot.
    const now = options.history ? `${ofDatabase} ${(await inspect()).reach?.mark ?? ''}` : ofDatabase
    const blind = watch.blind()
    if (latest?.token !== now || latest.blind !== blind) {
      const begun = inspect().then((found) => load(found, now))
      const value = begun.then((both) => both.value)
      const hasty = begun.then((both) => both.hasty)
      latest = { token: now, blind, value, hasty }
      hasty.catch(() => undefined)
      value.catch(() => {
        latest = undefined
      })
    }
    return latest
  }

  const base = async (): Promise<Base> => (await loading()).value

  const shownAs = ({ sight: _, ...rest }: Base): SsotSnapshot => ({ ...rest, quality: watch.known() })

  const snapshot = async (): Promise<SsotSnapshot> => snapshotOf(await base())

  function snapshotOf(found: Base): SsotSnapshot {
    watch.see(found.sight)
    if (shown?.base !== found || shown.snapshot.quality !== watch.known()) {
      shown = { base: found, snapshot: shownAs(found) }
    }
    return shown.snapshot
  }

  async function hasty(): Promise<HastySnapshot> {
    const { value, hasty: sooner } = await loading()
    const found = looked ? await Promise.race([value, sooner]).catch(() => value) : await value
    if (!('blind' in found)) return { snapshot: snapshotOf(found), held: Promise.resolve(true) }
    const { blind, ...early } = found
    const held = value.then(({ sight }) => {
      watch.see(sight)
      return watch.blind() === blind
    })
    held.catch(() => undefined)
    return { snapshot: shownAs(early), held }
  }

  const ask =
    (asked: SsotPool): SsotQuery =>
    (query, row) =>
      asked.query(carry(query, carried), row).catch(async (error: unknown) => {
        const known = isRowError(error) && (await latest?.value.catch(() => undefined))
        if (!known) throw error
        const { sight } = known
        const read = sight.connected.filter((name) => query.text.includes(identifier(options.schema, name).text))
        const found = await watch.suspect(read, sight).catch(() => [])
        if (found.length === 0) throw error
        throw new SpokenError(cannotRead(found))
      })

  return {
    snapshot,
    hasty,
    async checked(atMostMs) {
      const finished = watch.finish((await base()).sight)
      await (atMostMs === undefined ? finished : Promise.race([finished, sleep(atMostMs, undefined, { ref: false })]))
      return snapshot()
    },
    query: ask(pools.answers),
    unhurried: ask(pools.scheduled),
    renew() {
      inspected = undefined
    },
    async close() {
      watch.stop()
      await Promise.all(Object.values(pools).map((each: SsotPool) => each.close()))
    },
  }
}

async function inspectAll(pool: SsotPool, options: SsotSourceOptions): Promise<Inspected> {
  const { schema, zone, extra, history, mostCarried } = options
  const inspection = await inspectSsot(pool, schema)
  // The source's own history is better than ours.
  if (!history || mapTables(inspection, zone, extra).has('opportunity_history')) return { inspection, reach: undefined }
  const stand = await history.stand()
  return { inspection, reach: stand && (await keptReach(pool, zone, history, stand, mostCarried)) }
}

const mapped = new WeakMap<Inspection, Map<string, MappedSsot>>()

/** The mapping by what it has to do without: every check and every change asks for it, so each is made once. */
function mappings(inspection: Inspection, { zone, extra }: SsotSourceOptions, asNull = true): Sight['map'] {
  const known = mapped.get(inspection) ?? new Map<string, MappedSsot>()
  mapped.set(inspection, known)
  return (unreadable) => {
    const key = `${asNull} ${unreadable.join()}`
    const made = known.get(key) ?? mapTables(inspection, zone, extra, { needs: unreadable, asNull })
    known.set(key, made)
    return made
  }
}
