import type { CompanyCalendar } from '../../../calendar/company.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { FormValues } from '../../../define/form.ts'
import type { Locale } from '../../../define/words.ts'

/** How often, by the value of the form's menu; `usual` leaves it to what is wanted, `words` is a schedule as people write it. */
export const everyChoices = ['usual', 'daily', 'weekdays', 'business days', 'weekly', 'monthly', 'words'] as const
export type Every = (typeof everyChoices)[number]

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** Days of a month that the form offers, as schedules name them. */
export const monthDays: readonly string[] = [
  ...['1st', '2nd', '3rd', '4th', '5th', 'last'].map((nth) => `${nth} business day`),
  ...Array.from({ length: 31 }, (_, i) => `${i + 1}${ending(i + 1)} day`),
  'last day',
]

/** What the fields say, as a schedule is written; undefined where it is the usual one. `time` as typed: "9", "8:45", 午後5時. */
export function scheduleText({ every, weekday = '', monthday = '', time = '', schedule = '' }: FormValues) {
  if (every === 'usual') return undefined
  if (every === 'words') return schedule
  const days =
    every === 'weekly' ? `${weekday.toLowerCase()}s` : every === 'monthly' ? `${monthday} of month` : (every ?? '')
  return `${days} at ${time}`
}

/** A schedule as it stands in the fields: what they cannot say stays in its own words. */
export function whenValues(text: string, calendar: CompanyCalendar, locale: Locale): FormValues {
  const read = parseSchedule(text, calendar)
  const parts = /^(?<days>.+) at (?<time>\d\d:\d\d)$/.exec(read.describe('en'))?.groups
  const { days = '', time = '' } = parts ?? {}
  if (days === 'daily' || days === 'weekdays' || days === 'business days') return { every: days, time }
  const weekday = weekdays.find((each) => days === `${each}s`)
  if (weekday) return { every: 'weekly', weekday, time }
  const monthday = monthDays.find((each) => days === `${each} of month`)
  return monthday ? { every: 'monthly', monthday, time } : { every: 'words', schedule: read.describe(locale) }
}

function ending(n: number): string {
  const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
  return endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'
}

/** A choice of the form as a schedule of that language would have it: "1st business day of month", 毎月第1営業日. */
export const monthDayWords = (day: string, calendar: CompanyCalendar, locale: Locale): string =>
  parseSchedule(`${day} of month at 00:00`, calendar)
    .describe(locale)
    .replace(/( at 00| 0):00$/, '')
