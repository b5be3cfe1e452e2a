import { type DayRule, nthRule, weekdayRange, weekdaysRule, workweek } from './rule.ts'

const grains = ['week', 'month', 'quarter', 'half', 'year'] as const
const starts = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const weekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?'
const range = new RegExp(`^(${weekday})(?: to | ?[-–] ?| through )(${weekday})$`)
const list = new RegExp(`^${weekday}(?:(?:, and | and |, ?| ?/ ?| ?& ?| )${weekday})*$`)
const nth =
  /^(?:(?<n>\d{1,3})(?:st|nd|rd|th)?|(?<first>first)|(?<last>last)) ?(?<business>(?:business|working) ?day)?(?: ?day)?(?: of)?(?: (?:the|each|every|a))? (?<grain>week|month|quarter|half|year)$/

/** The days of a schedule in English, lower case, without its time; undefined when they are no such thing. */
export function readEnglishDays(text: string): DayRule | undefined {
  const words = text.replace(/^(?:weekly )?(?:on )?(?:every |each |the )?/, '').trim()
  if (/^(?:daily|day)$/.test(words)) return { on: 'daily' }
  if (/^(?:weekday|weekdays)$/.test(words)) return { on: 'weekdays', days: workweek }
  if (/^(?:weekend|weekends)$/.test(words)) return { on: 'weekdays', days: [6, 7] }
  if (/^(?:business|working) ?days?$/.test(words)) return { on: 'business days' }
  return readWeekdays(words) ?? readNth(words)
}

function readWeekdays(words: string): DayRule | undefined {
  const ends = range.exec(words)
  if (ends !== null) return weekdayRange(numberOf(ends[1]), numberOf(ends[2]))
  return list.test(words) ? weekdaysRule((words.match(new RegExp(weekday, 'g')) ?? []).map(numberOf)) : undefined
}

function numberOf(name = ''): number {
  return starts.indexOf(name.slice(0, 3)) + 1
}

function readNth(words: string): DayRule | undefined {
  const groups = nth.exec(words)?.groups
  const grain = grains.find((each) => each === (groups?.grain ?? 'month'))
  if (groups === undefined || grain === undefined) return undefined
  return nthRule(groups.last === undefined ? Number(groups.n ?? 1) : -1, groups.business !== undefined, grain)
}
