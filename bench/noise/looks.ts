import { Temporal } from 'temporal-polyfill'
import { companyCalendar } from '../../src/calendar/company.ts'
import { parseSchedule } from '../../src/calendar/schedule.ts'
import type { Alert } from '../../src/define/alert.ts'

const calendar = companyCalendar({ zone: 'UTC' })
const monday = Temporal.Instant.from('2024-01-01T00:00:00Z')

/** Days of the week on which a rule is evaluated, Monday 0. Throws for a schedule that is none of a week. */
export function looksOf({ schedule }: Pick<Alert, 'schedule'>): ReadonlySet<number> {
  const { next } = parseSchedule(schedule, calendar)
  const week = (from: Temporal.Instant): number[] => {
    const days: number[] = []
    const end = from.add({ hours: 7 * 24 })
    for (let at = next(from); Temporal.Instant.compare(at, end) < 0; at = next(at)) {
      days.push(Math.floor(at.since(from).total('hours') / 24))
    }
    return days
  }
  const [first, later] = [week(monday), week(monday.add({ hours: 5 * 7 * 24 }))]
  if (String(first) !== String(later)) throw new Error(`“${schedule}” is not the same every week`)
  return new Set(first)
}
