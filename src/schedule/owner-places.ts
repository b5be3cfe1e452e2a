import type { Change } from '../alerting/changes.ts'
import type { Alert, Told } from '../define/alert.ts'
import type { Context } from '../define/context.ts'
import type { Person } from '../ssot/people.ts'
import { managerOf } from './managers.ts'
import type { Place, Tools } from './tools.ts'

/** Where new series of a rule go whose channel is `owner`, by series; who cannot be found anywhere is left out. */
export async function ownerPlaces(
  tools: Pick<Tools, 'directChannel' | 'ownersOf' | 'config' | 'log'>,
  { id, alert, context }: { readonly id: string; readonly alert: Alert; readonly context: Context },
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Place>> {
  const { people } = context
  const places = new Map<string, Place>()
  const known = new Map<string, string | undefined>()
  const channelOf = async (email: string): Promise<string | undefined> => {
    if (email !== '' && !known.has(email)) known.set(email, await tools.directChannel(email))
    return known.get(email)
  }
  const named = await tools.ownersOf(id)
  for (const { told, series } of changes) {
    if (told?.news !== 'fired') continue
    for (const email of [...candidates(told, alert, people), ...named]) {
      const channel = await channelOf(email)
      if (channel === undefined) continue
      places.set(series, { channel, locale: tools.config.locale })
      break
    }
    if (!places.has(series))
      tools.log.warn({ alert: id, series }, 'nobody in Slack is there to be told: name an alertOwners entry')
  }
  return places
}

/** Whoever the row names and still works here; for who left, or is not in Slack, whoever manages them. */
function candidates(
  { observation: { mention, people: about } }: Told,
  { mention: always = [] }: Alert,
  people: readonly Person[],
): string[] {
  const [owner] = [...mention, ...always, ...about].filter((id) => people.some((person) => person.id === id))
  if (owner === undefined) return []
  const self = people.find(({ id, active }) => id === owner && active)
  const above: Person[] = []
  for (let next = managerOf(owner, people); next && !above.includes(next); next = managerOf(next.id, people))
    above.push(next)
  return [...(self ? [self] : []), ...above].map(({ email }) => email)
}

/** What nobody could be told of is not told: it is, as soon as somebody can be. */
export const untold = (changes: readonly Change[], places: ReadonlyMap<string, Place>): Change[] =>
  changes.map((change) =>
    change.told?.news === 'fired' && !places.has(change.series)
      ? { ...change, told: undefined, state: { ...change.state, told: null, toldAt: null } }
      : change,
  )
