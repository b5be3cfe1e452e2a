import type { contract, RelationName } from '../../src/ssot/contract.ts'
import type { Instant } from './days.ts'

/** Instants are milliseconds, calendar days ISO dates. */
export type Cell = string | number | boolean | null | readonly string[]
export type Row<N extends RelationName> = { -readonly [C in keyof (typeof contract)[N]['columns']]?: Cell }

/** What becomes of a row at an instant: the columns that take a new value then. */
export interface Change<N extends RelationName> {
  readonly at: Instant
  readonly set: Row<N>
}

/** Everything that ever happens to one row, in order. The first change is its birth. */
export type Life<N extends RelationName> = readonly Change<N>[]

/** All rows of the company, past and to come. `freshness` is not among them: it follows the clock, not events. */
export type Lives = { [N in Exclude<RelationName, 'freshness'>]: Life<N>[] }

/** The row as it looked at an instant (what happens at that very instant included), undefined before its birth. */
export function rowAsOf<N extends RelationName>(life: Life<N>, at: Instant): Row<N> | undefined {
  const birth = life[0]
  if (birth === undefined || birth.at > at) return undefined
  if (life.length === 1) return birth.set
  const row = { ...birth.set }
  for (const change of life) {
    if (change.at > at) break
    Object.assign(row, change.set)
  }
  return row
}

/** Whether anything happens to the row in (from, to]. */
export const changesWithin = (life: Life<RelationName>, from: Instant, to: Instant): boolean =>
  life.some((change) => change.at > from && change.at <= to)

/** A row that never changes after its birth. */
export const born = <N extends RelationName>(at: Instant, set: Row<N>): Life<N> => [{ at, set }]

/** Changes in order of time; those of one instant become one change. */
export function lived<N extends RelationName>(changes: readonly Change<N>[]): Life<N> {
  const life: { at: Instant; set: Row<N> }[] = []
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    const last = life.at(-1)
    if (last?.at === change.at) Object.assign(last.set, change.set)
    else life.push({ at: change.at, set: { ...change.set } })
  }
  return life
}
