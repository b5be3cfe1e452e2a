import { type DayRule, nthRule, weekdayRange, weekdaysRule, workweek } from './rule.ts'
import { everyUnit, weekdayNames } from './words.ts'

const grains = ['week', 'month', 'quarter', 'half', 'year'] as const
const weekdays: readonly string[] = weekdayNames.ja
const weekday = '[月火水木金土日](?:曜日?)?'
const range = /^(?:毎週)?([月火水木金土日])(?:曜日?)?(?:から|[〜~-])([月火水木金土日])(?:曜日?)?(?:まで)?$/
const list = new RegExp(`^(?:毎週の?)?(${weekday}(?:[・、,/と]?${weekday})*)$`)
const day =
  /^の?(?:第?(?<business>\d{1,3})営業日目?|(?<n>\d{1,3})日目?|(?<lastBusiness>最終営業日|末営業日)|(?<last>末日?|最終日)|(?<firstBusiness>最初の営業日)|(?<first>初日))$/

/** The days of a schedule in Japanese, without spaces and without its time; undefined when they are no such thing. */
export function readJapaneseDays(words: string): DayRule | undefined {
  if (words === '毎日') return { on: 'daily' }
  if (words === '平日' || words === '毎平日') return { on: 'weekdays', days: workweek }
  if (words === '週末' || words === '土日') return { on: 'weekdays', days: [6, 7] }
  if (words === '営業日' || words === '毎営業日') return { on: 'business days' }
  return readWeekdays(words) ?? readNth(words)
}

function readWeekdays(words: string): DayRule | undefined {
  // 月 and 日 alone are also "month" and "day".
  if (!words.startsWith('毎週') && !words.includes('曜')) return undefined
  const ends = range.exec(words)
  if (ends !== null) return weekdayRange(numberOf(ends[1]), numberOf(ends[2]))
  const names = list
    .exec(words)?.[1]
    ?.replace(/曜日?/g, '')
    .match(/[月火水木金土日]/g)
  return names ? weekdaysRule(names.map(numberOf)) : undefined
}

function numberOf(name = ''): number {
  return weekdays.indexOf(name) + 1
}

function readNth(words: string): DayRule | undefined {
  const grain = grains.find((each) => words.startsWith(everyUnit[each]))
  if (grain === undefined) return undefined
  const groups = day.exec(words.slice(everyUnit[grain].length))?.groups
  if (groups === undefined) return undefined
  const { business, n, lastBusiness, last, firstBusiness } = groups
  const inBusinessDays = business ?? lastBusiness ?? firstBusiness
  const nth = lastBusiness === undefined && last === undefined ? Number(business ?? n ?? 1) : -1
  return nthRule(nth, inBusinessDays !== undefined, grain)
}
