import type { Grain } from '../period.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const grains: readonly (readonly [string, Grain])[] = [
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['half', 'half'],
  ['halves', 'half'],
  ['year', 'year'],
]

/** Pattern sources; what they match is given to the functions below. */
export const words = {
  month:
    'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  count: `\\d{1,6}|${counts.join('|')}`,
  grain: 'days?|weeks?|months?|quarters?|half(?:[ -]years?)?|halves|years?',
} as const

/** 1..12, from "oct" or "october"; 0 for any other word. */
export function monthNumber(word: string): number {
  return months.indexOf(word.slice(0, 3)) + 1
}

export function countOf(word: string): number {
  const named = counts.indexOf(word)
  return named === -1 ? Number(word) : named + 1
}

export function grainOf(word: string): Grain {
  return grains.find(([start]) => word.startsWith(start))?.[1] ?? 'day'
}

/** "26" and "'26" are 2026: nobody asks for revenue of 1926. */
export function yearOfDigits(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}
