import type { Context } from '../define/context.ts'
import type { FiringSeries } from '../define/state.ts'

/** What is firing that the asker may know of: a series about somebody's records is for who may see those. */
export async function firingFor(context: Context): Promise<readonly FiringSeries[]> {
  return (await context.state.firing()).filter((series) => mayKnow(context, series))
}

function mayKnow({ scope }: Context, { people }: FiringSeries): boolean {
  if (people.length === 0 || scope.kind === 'everything') return true
  return scope.kind === 'people' && people.some((id) => scope.ids.includes(id))
}
