import type { Context } from '../../define/context.ts'
import type { RelationName } from '../../ssot/contract.ts'

/** What rests on a relation, as rules and reports name theirs. */
interface Resting {
  readonly relations?: readonly RelationName[]
}

/** Those that rest on one of the relations. */
export const restingOn = <D extends Resting>(definitions: Iterable<D>, on: readonly RelationName[]): D[] =>
  [...definitions].filter(({ relations = [] }) => relations.some((name) => on.includes(name)))

/** While a source that a rule rests on is stale, it neither fires nor recovers. */
export const waitsForData = ({ sources }: Pick<Context, 'sources'>, { relations = [] }: Resting): boolean =>
  relations.every((name) => sources.has(name)) && sources.isStale(relations)
