/** People whose questions are counted; past that, those who have not asked for a while are forgotten. */
const mostPeople = 10_000

/**
 * How many questions one person may ask: `perMinute` at once, and as many in each minute after. Returns the seconds to
 * wait, 0 where none; null never makes anybody wait.
 */
export function createRateLimit(perMinute: number | null, now = (): number => performance.now()) {
  const people = new Map<string, { left: number; at: number }>()
  return (person: string): number => {
    if (perMinute === null) return 0
    const at = now()
    const known = people.get(person) ?? { left: perMinute, at }
    const left = Math.min(perMinute, known.left + ((at - known.at) / 60_000) * perMinute)
    people.delete(person)
    people.set(person, { left: left >= 1 ? left - 1 : left, at })
    const [oldest] = people.keys()
    if (people.size > mostPeople && oldest !== undefined) people.delete(oldest)
    return left >= 1 ? 0 : Math.ceil(((1 - left) / perMinute) * 60)
  }
}
