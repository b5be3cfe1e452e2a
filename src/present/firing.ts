import type { Context } from '../define/context.ts'
import type { FiringSeries } from '../define/state.ts'

/**
 * What is firing that the asker may know of: what is about somebody's records is for who may see those, a total for who
 * sees the company's totals, and how fresh data is for everybody. Nobody is told of a KPI that is withheld from them.
 */
export async function firingFor(context: Context): Promise<readonly FiringSeries[]> {
  return (await context.state.firing()).filter((series) => mayKnow(context, series))
}

/** What a message that tells of them lists. */
export const listedOf = (firing: readonly FiringSeries[]): string[] =>
  firing.map(({ alert, series }) => `firing ${alert} ${series}`)

function mayKnow({ scope, withheld, catalog }: Context, { alert, people }: FiringSeries): boolean {
  if (withheld.alerts.has(alert)) return false
  if (scope.kind === 'everything' || catalog.alerts.get(alert)?.about === 'sources') return true
  if (scope.kind === 'aggregates') return people.length === 0
  return people.some((id) => scope.ids.includes(id))
}
