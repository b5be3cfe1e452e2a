import { Temporal } from 'temporal-polyfill'

/** "Mon, 24 Nov 2026, 09:00", in the company's zone. */
export function clockText(at: string, timeZone: string): string {
  const format = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone } as Intl.DateTimeFormatOptions).format(new Date(at))
}

export const timeText = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at))

export const dayText = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(at))

export const later = (at: string, by: { hours?: number; days?: number }, timeZone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).add(by).toInstant().toString()

/** The Monday after today, at 09:00 in the company's zone. */
export function nextMonday(at: string, timeZone: string): string {
  const now = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const monday = now.add({ days: 8 - now.dayOfWeek }).toPlainDate()
  return monday.toZonedDateTime({ timeZone, plainTime: '09:00' }).toInstant().toString()
}

/** What a date-time input shows, and what it means in the company's zone. */
export const toInput = (at: string, timeZone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })

export const fromInput = (value: string, timeZone: string): string =>
  Temporal.PlainDateTime.from(value).toZonedDateTime(timeZone).toInstant().toString()
