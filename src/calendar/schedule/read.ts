import { readEnglishDays } from './read-english.ts'
import { readJapaneseDays } from './read-japanese.ts'
import type { ScheduleRule } from './rule.ts'
import { takeTime } from './time.ts'
import { acceptedForms } from './words.ts'

/** Throws an Error that names the text and the accepted forms. */
export function readSchedule(text: string): ScheduleRule {
  const words = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  const rule = readExact(words) ?? readDays(words)
  if (rule === undefined) {
    throw new Error(`"${text}" is no schedule. Write one of: ${acceptedForms.map((form) => `"${form}"`).join(', ')}`)
  }
  return rule
}

function readExact(words: string): ScheduleRule | undefined {
  const hourly = /^(?:hourly|every hour|毎時)(?: ?(?:at )?(?::(?<en>\d{1,2})|(?<ja>\d{1,2})分))?$/.exec(words)?.groups
  if (hourly !== undefined) {
    const offset = Number(hourly.en ?? hourly.ja ?? 0)
    return offset < 60 ? { kind: 'exact', every: 60, offset } : undefined
  }
  const every = Number(
    /^(?:every (\d{1,2}) ?min(?:ute)?s?|(\d{1,2})分(?:ごと|毎|おき))$/.exec(words)?.slice(1).join(''),
  )
  // Only a divisor of the hour falls on the same minutes of every hour.
  return every > 0 && 60 % every === 0 ? { kind: 'exact', every, offset: 0 } : undefined
}

function readDays(words: string): ScheduleRule | undefined {
  const taken = takeTime(words)
  if (taken === undefined) return undefined
  const days = readEnglishDays(taken.rest) ?? readJapaneseDays(taken.rest.replace(/ /g, ''))
  return days && { kind: 'days', days, time: taken.time }
}
