import { expect } from 'vitest'
import type { CompanyCalendar } from '../../src/calendar/company.ts'
import { parsePeriod } from '../../src/calendar/parse.ts'
import { day } from './calendars.ts'

/** [words, what they mean]: "from/to-exclusive grain×count", with a * where the company's fiscal year is meant. */
export type Row = readonly [words: string, expected: string]

/** What the words mean on `today`, in the notation of the rows; an impossible period is "invalid …". */
export function meaning(words: string, cal: CompanyCalendar, today = '2026-11-21'): string | undefined {
  const tokens = words.split(/\s+/)
  const parsed = parsePeriod(tokens, 0, { today: day(today), cal })
  if (parsed === undefined) return undefined
  expect(parsed.used).toBe(tokens.length)
  if ('invalid' in parsed) return `invalid ${parsed.invalid}`
  const { from, to, grain, count, fiscal } = parsed.period
  return `${from}/${to} ${grain}×${count}${fiscal ? '*' : ''}`
}
