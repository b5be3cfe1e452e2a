import type { DayRule, ScheduleRule } from './rule.ts'
import { everyUnit, weekdayNames } from './words.ts'

/** Words that parse to the same rule. */
export function describeRule(rule: ScheduleRule, locale: 'en' | 'ja'): string {
  if (rule.kind === 'exact') return locale === 'ja' ? exactInJapanese(rule) : exactInEnglish(rule)
  const time = rule.time.toString({ smallestUnit: 'minute' })
  return locale === 'ja'
    ? `${daysInJapanese(rule.days)} ${time.replace(/^0/, '')}`
    : `${daysInEnglish(rule.days)} at ${time}`
}

type Exact = Extract<ScheduleRule, { kind: 'exact' }>

function exactInEnglish({ every, offset }: Exact): string {
  if (every < 60) return `every ${every} minutes`
  return offset === 0 ? 'hourly' : `hourly at :${String(offset).padStart(2, '0')}`
}

function exactInJapanese({ every, offset }: Exact): string {
  if (every < 60) return `${every}分ごと`
  return offset === 0 ? '毎時' : `毎時${offset}分`
}

function daysInEnglish(rule: DayRule): string {
  if (rule.on === 'daily' || rule.on === 'business days') return rule.on
  if (rule.on === 'weekdays') {
    if (rule.days.join('') === '12345') return 'weekdays'
    if (rule.days.join('') === '67') return 'weekends'
    const names = rule.days.map((day) => `${weekdayNames.en[day - 1]}s`)
    return new Intl.ListFormat('en-GB').format(names)
  }
  const which = rule.n === -1 ? 'last' : ordinal(rule.n)
  return `${which} ${rule.business ? 'business day' : 'day'} of ${rule.grain}`
}

function ordinal(n: number): string {
  const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
  return `${n}${suffixes[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)] ?? 'th'}`
}

function daysInJapanese(rule: DayRule): string {
  if (rule.on === 'daily') return '毎日'
  if (rule.on === 'business days') return '営業日'
  if (rule.on === 'weekdays') {
    if (rule.days.join('') === '12345') return '平日'
    if (rule.days.join('') === '67') return '週末'
    return `毎週${rule.days.map((day) => `${weekdayNames.ja[day - 1]}曜`).join('・')}`
  }
  const unit = everyUnit[rule.grain]
  if (rule.n === -1) return `${unit}${rule.business ? '最終営業日' : '最終日'}`
  return rule.business ? `${unit}第${rule.n}営業日` : `${unit}${rule.n}日${rule.grain === 'month' ? '' : '目'}`
}
