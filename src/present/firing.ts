import type { Context } from '../define/context.ts'
import type { FiringSeries } from '../define/state.ts'

/** What is firing that the asker may know of: a series about somebody's records, or about a KPI, is for who may see those. */
export async function firingFor(context: Context): Promise<readonly FiringSeries[]> {
  return (await context.state.firing()).filter((series) => mayKnow(context, series))
}

/** What a message that tells of them lists. */
export const listedOf = (firing: readonly FiringSeries[]): string[] =>
  firing.map(({ alert, series }) => `firing ${alert} ${series}`)

function mayKnow({ scope, withheld }: Context, { alert, people }: FiringSeries): boolean {
  if (withheld.alerts.has(alert)) return false
  if (people.length === 0 || scope.kind === 'everything') return true
  return scope.kind === 'people' && people.some((id) => scope.ids.includes(id))
}
