import { type Asked, addDays, dayOf, daysBetween, startOf } from './reference.ts'

const isMonthStart = (day: string): boolean => day.endsWith('-01')
const monthsOf = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1
const monthStart = (months: number): string =>
  `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(day).getUTCDay())
const daysFrom = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) }, (_, i) => addDays(from, i))

/** The day before the period ends, or the as-of day while it runs. */
export const lastDayOf = ({ end }: Asked): string => dayOf(end - 1)

/** Calendar days so far, the running one included. */
export const daysOf = (question: Asked): number => daysBetween(question.fromDay, lastDayOf(question)) + 1

/**
 * The period before, of the same kind: months, quarters and years are whole months, anything else as many days. A running
 * one is cut at the same time of the weekday of the same ordinal; the sample company knows no holidays.
 */
export function precedingOf(question: Asked): Asked {
  const { fromDay, toDay, asOf, to } = question
  const months = monthsOf(toDay) - monthsOf(fromDay)
  const whole = isMonthStart(fromDay) && isMonthStart(toDay)
  const other = whole ? monthStart(monthsOf(fromDay) - months) : addDays(fromDay, -daysBetween(fromDay, toDay))
  const ends = { from: startOf(other), to: startOf(fromDay), fromDay: other, toDay: fromDay }
  const cut = asOf < to ? Math.min(cutOf(question, other), ends.to) : asOf
  return { ...ends, asOf: cut, end: Math.min(ends.to, cut) }
}

function cutOf({ fromDay, asOf }: Asked, other: string): number {
  const today = dayOf(asOf)
  const reached = daysFrom(fromDay, addDays(today, 1)).filter(isWeekday)
  const weekdays = daysFrom(other, fromDay).filter(isWeekday)
  const [last, match] = [reached.at(-1), weekdays[reached.length - 1]]
  // A shorter period is over by then.
  if (last === undefined || match === undefined) return startOf(fromDay)
  const next = daysFrom(addDays(match, 1), addDays(match, 8)).find(isWeekday) ?? fromDay
  const at = startOf(addDays(match, daysBetween(last, today))) + (asOf - startOf(today))
  return Math.min(at, startOf(next))
}

/** Whether a month of it is over; for periods that begin on a day which every month has. */
export function holdsMonth({ fromDay, toDay, asOf, to }: Asked): boolean {
  const monthLater = monthStart(monthsOf(fromDay) + 1).slice(0, 8) + fromDay.slice(8)
  return monthLater <= (asOf >= to ? toDay : dayOf(asOf))
}
