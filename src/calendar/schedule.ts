import type { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from './company.ts'
import { dayTimer } from './schedule/days.ts'
import { describeRule } from './schedule/describe.ts'
import { exactTimer } from './schedule/exact.ts'
import { readSchedule } from './schedule/read.ts'

/** When something falls due, as instants on whole minutes. */
export interface Schedule {
  /** The first due instant strictly after. */
  next(after: Temporal.Instant): Temporal.Instant
  /** The latest due instant at or before. */
  previous(before: Temporal.Instant): Temporal.Instant
  /** "1st business day of month at 09:00", 毎月第1営業日 9:00: words that parse to the same schedule. */
  describe(locale: 'en' | 'ja'): string
  /** As it was written. */
  readonly text: string
}

/**
 * Reads a schedule as people write it, English or Japanese: "daily at 09:00", "weekdays at 9am" (Monday to Friday),
 * "business days at 09:00" (holidays skipped too), "monday, wednesday and friday at 08:30", "1st business day of month
 * at 09:00", "hourly at :15", "every 15 minutes"; 毎日 9:00, 平日 9:00, 毎週月曜 8:00, 毎月第1営業日 9:00.
 *
 * Local times are those of `zone`. A time that the spring day skips fires once, as much later as the clock was moved;
 * one that the autumn day has twice fires at the first. "hourly" and "every N minutes" go by elapsed time: they fire in
 * both of the repeated hours. A "31st" is the last day of a shorter month, so that no month goes without its report.
 * Throws an Error that names the text and the accepted forms.
 */
export function parseSchedule(text: string, cal: CompanyCalendar, zone: string = cal.zone): Schedule {
  const rule = readSchedule(text)
  const timer = rule.kind === 'exact' ? exactTimer(rule, zone) : dayTimer(rule, cal, zone)
  const elsewhere = zone === cal.zone ? '' : ` (${zone})`
  return { ...timer, text, describe: (locale) => `${describeRule(rule, locale)}${elsewhere}` }
}
