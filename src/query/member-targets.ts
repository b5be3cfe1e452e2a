import type { Person } from '../ssot/people.ts'

/** Whose own targets make up that of a company, a team or a tree of people. */
export interface MemberTargets {
  readonly adding: readonly string[]
  /** Sellers who have none, and nobody above them has one that is meant for them too. */
  readonly without: number
}

/**
 * Of the people who have a target, those whose targets add up: a manager's beside one of their reports' (to any depth) is
 * the same money again. `inScope`: whose wins are counted.
 */
export function memberTargets(
  owners: readonly string[],
  people: readonly Person[],
  inScope: (id: string) => boolean,
): MemberTargets {
  const managers = new Map(people.map(({ id, managerId }) => [id, managerId]))
  const rolledUp = new Set(owners.flatMap((id) => above(id, managers)))
  const adding = owners.filter((id) => inScope(id) && !rolledUp.has(id))
  const have = new Set(adding)
  const without = people.filter(
    ({ id, role, active }) =>
      role === 'rep' && active && inScope(id) && ![id, ...above(id, managers)].some((each) => have.has(each)),
  )
  return { adding, without: without.length }
}

/** The managers of a person, to the top; a circle in the data ends the walk. */
function above(id: string, managers: ReadonlyMap<string, string | null>): string[] {
  const seen = new Set([id])
  for (const each of seen) {
    const manager = managers.get(each)
    if (manager) seen.add(manager)
  }
  seen.delete(id)
  return [...seen]
}
