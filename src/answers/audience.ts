import type { CatalogView } from '../define/catalog.ts'
import type { Reach } from '../query/access.ts'
import { meetOf, within } from '../query/scope.ts'

/** Whether somebody sees at least as much as another, each in the same company. */
export const covers = (theirs: Reach, other: Reach, { metrics }: CatalogView): boolean =>
  within(theirs.scope, other.scope) !== undefined &&
  [...metrics.values()].every((metric) => other.withholds(metric) || !theirs.withholds(metric))

/** What all of them may see; undefined where they have nothing in common. */
export function narrowest(first: Reach, others: readonly Reach[]): Reach | undefined {
  const scope = others.reduce<Reach['scope'] | undefined>(
    (all, { scope: next }) => all && meetOf(all, next),
    first.scope,
  )
  const tests = new Set([first, ...others].map(({ withholds }) => withholds))
  return scope && { scope, withholds: (metric) => [...tests].some((withholds) => withholds(metric)) }
}
