import type { Person } from '../ssot/people.ts'

/** Whoever manages these people and still works here: who left is stood in for by their own manager. Each once. */
export function managersOf(ids: readonly string[], people: readonly Person[]): Person[] {
  const found = ids.flatMap((id) => managerOf(id, people) ?? [])
  return [...new Map(found.map((person) => [person.id, person])).values()]
}

/** The nearest active person above somebody; undefined at the top, and where the data goes in a circle. */
export function managerOf(id: string, people: readonly Person[]): Person | undefined {
  const seen = new Set<string>()
  let at = people.find((person) => person.id === id)
  while (at && at.managerId !== null && !seen.has(at.id)) {
    seen.add(at.id)
    const { managerId } = at
    at = people.find((person) => person.id === managerId)
    if (at?.active && at.id !== id) return at
  }
  return undefined
}
