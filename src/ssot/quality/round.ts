import { Temporal } from 'temporal-polyfill'
import { SourceUnavailable } from '../../errors.ts'
import type { RelationName } from '../contract.ts'
import type { SourceFreshness } from '../freshness.ts'
import type { Person } from '../people.ts'
import type { SsotPool } from '../pool.ts'
import { instantSql, sql } from '../sql.ts'
import type { ExtraColumns, MappedSsot, Need } from '../tables.ts'
import type { Board } from './board.ts'
import type { Outcome } from './cadence.ts'
import { foreignCurrencies, naming, unknownCurrency } from './currencies.ts'
import { failingRow } from './failing-row.ts'
import type { Unreadable } from './finding.ts'
import { type Look, type Looking, lookOneByOne, lookThrough } from './look.ts'
import { databaseError, findUnreadable } from './unreadable.ts'

/** What the rows are held against. */
export interface QualityOptions {
  readonly currency: string
  readonly zone: string
  readonly extra: ExtraColumns
  /** KPI ids that a target may be set for. */
  readonly metrics: readonly string[]
}

/** The SSOT as a look finds it. */
export interface Sight {
  /** See `SsotSnapshot`. */
  readonly token: string
  readonly people: readonly Person[]
  readonly freshness: readonly SourceFreshness[]
  readonly connected: readonly RelationName[]
  /** The relations, in which what cannot be read is null. */
  map(unreadable: readonly Need[]): MappedSsot
}

export interface LookTools extends QualityOptions {
  readonly pool: SsotPool
  readonly board: Board
}

/** Writes down what a relation's rows look like. Does not throw: where it fails, what was known stands. */
export async function lookAt(relation: RelationName, tools: LookTools, sight: Sight): Promise<Outcome> {
  const { pool, board } = tools
  const started = performance.now()
  const isBlind = () => board.blind().some((need) => need.split('.')[0] === relation)
  const probe = async (): Promise<void> => {
    const found = await findUnreadableOf(relation, tools, sight)
    const { tables } = mapWithout(board, sight, relation)
    board.unreadable(relation, found)
    if (found.length === 0) return
    const named: Unreadable[] = []
    for (const each of found) {
      const example = await failingRow(pool, tables, each)
      named.push(example === undefined ? each : { ...each, example })
    }
    board.unreadable(relation, named)
  }
  const attempt = async (): Promise<Look | undefined> =>
    lookThrough(relation, lookingWith(tools, sight)).catch((error: unknown) => {
      if (databaseError(error)) return undefined
      throw error
    })
  try {
    // What could not be read may have been mended.
    if (isBlind()) await probe()
    let look = await attempt()
    if (!look) {
      await probe()
      look = (await attempt()) ?? (await lookOneByOne(relation, lookingWith(tools, sight)))
    }
    board.looked(relation, look)
    return { kind: 'looked', ms: performance.now() - started, unreadable: isBlind() }
  } catch (error) {
    const outcome = givenUp(error)
    board.failed(relation, outcome.kind === 'slow' ? 'slow' : 'failed')
    return outcome
  }
}

/** What of a relation cannot be read, asked anew. Throws what the pool throws. */
export const findUnreadableOf = (
  relation: RelationName,
  { pool, board, extra }: Pick<LookTools, 'pool' | 'board' | 'extra'>,
  sight: Sight,
): Promise<Unreadable[]> => findUnreadable(pool, mapWithout(board, sight, relation), extra, relation)

/** The mapping in which nothing of the relation itself is hidden. */
const mapWithout = (board: Board, sight: Sight, relation: RelationName): MappedSsot =>
  sight.map(board.blind().filter((need) => need.split('.')[0] !== relation))

/** Writes down which relations hold other currencies. Does not throw. */
export async function lookAtCurrencies({ pool, board, currency }: LookTools, sight: Sight): Promise<Outcome> {
  const started = performance.now()
  const mapped = sight.map(board.blind())
  const relations = naming(mapped)
  const of = (names: readonly RelationName[]) => foreignCurrencies(pool, mapped, names, currency)
  try {
    const found = await of(relations).catch(async (error: unknown) => {
      if (!databaseError(error)) throw error
      // One of them cannot be read; why is for the look at it to say.
      const answers = relations.map((name) => of([name]).catch(() => new Map([[name, unknownCurrency]])))
      return new Map((await Promise.all(answers)).flatMap((each) => [...each]))
    })
    board.foreign(found)
    return { kind: 'looked', ms: performance.now() - started, unreadable: false }
  } catch (error) {
    return givenUp(error)
  }
}

function lookingWith({ pool, board, zone, extra, metrics }: LookTools, { freshness, people, map }: Sight): Looking {
  // A demo's clock may be ahead of the machine's; its sources then are too.
  const [latest] = [Temporal.Now.instant(), ...freshness.map(({ syncedAt }) => syncedAt)]
    .sort(Temporal.Instant.compare)
    .slice(-1)
  const future = instantSql((latest ?? Temporal.Now.instant()).add({ hours: 24 }))
  return { pool, mapped: map(board.blind()), people, extra, metrics, future, zone: sql`${zone}::text` }
}

const givenUp = (error: unknown): Outcome => ({ kind: error instanceof SourceUnavailable ? error.kind : 'failed' })
