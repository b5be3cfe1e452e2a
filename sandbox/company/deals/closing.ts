import { type Day, quarterEnd, quarterStart, workingFrom, workingUntil } from '../days.ts'
import type { Random } from '../random.ts'

/** Quarter-ends pull deals in: what would have closed shortly after or before one often closes in its last days. */
export function bunched(random: Random, created: Day, day: Day, won: boolean): Day {
  const begin = quarterStart(day)
  const end = quarterEnd(day)
  const pull = won ? 0.36 : 0.3
  const pulled = begin - random.int(1, 9)
  if (day - begin < 18 && random.chance(pull) && pulled > created + 10) return workingUntil(pulled)
  if (end - day < 28 && random.chance(pull)) return workingUntil(end - random.int(1, 8))
  return workingFrom(day)
}
