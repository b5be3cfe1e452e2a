import type { Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { personDimensions } from '../person-dimensions.ts'

/**
 * Whom a series of a rule is about, taken from its own value: a person by name, who is mentioned and whose records are not
 * everybody's; of a team, whoever leads it. Who has left is not mentioned: whoever they reported to is.
 */
export function peopleOf(
  { people }: Context,
  by: string | undefined,
  key: string | null,
): Pick<Observation, 'mention' | 'people'> {
  if (by === undefined || key === null) return { mention: [], people: [] }
  if (by === 'team') {
    const leads = people.filter(({ active, role, team }) => active && role === 'manager' && team === key)
    return { mention: leads.map(({ id }) => id), people: [] }
  }
  if (!personDimensions.includes(by)) return { mention: [], people: [] }
  return { mention: mentioned(people, key), people: [key] }
}

/** A person, while they are here; else their manager. */
function mentioned(people: Context['people'], id: string | null): string[] {
  const person = people.find((each) => each.id === id)
  const here = person?.active ? person : people.find((each) => each.id === person?.managerId && each.active)
  return here ? [here.id] : []
}
