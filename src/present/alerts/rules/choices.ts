import type { Against, Over } from '../../../define/rule.ts'
import type { Locale } from '../../../define/words.ts'
import { bilingual } from '../../words.ts'

/** The stretches of time that the form offers, by the value of its menu. */
export const overChoices: Readonly<Record<string, Over>> = {
  'days:7': { days: 7 },
  'days:28': { days: 28 },
  'days:90': { days: 90 },
  'last week': 'last week',
  'last month': 'last month',
  'month to date': 'month to date',
  'quarter to date': 'quarter to date',
  now: 'now',
}

/** What a figure can be held against, by the value of the form's menu. */
export const againstChoices: Readonly<Record<string, Against>> = {
  'preceding period': 'preceding period',
  'same period last year': 'same period last year',
  'before:180': { daysBefore: 180 },
  'ago:28': { daysAgo: 28 },
  target: 'target',
  'target pace': 'target pace',
}

/** The value of the menu that stands for it; of one that the form does not offer, its own. */
export const choiceOf = <T>(choices: Readonly<Record<string, T>>, wanted: T): string =>
  Object.entries(choices).find(([, each]) => JSON.stringify(each) === JSON.stringify(wanted))?.[0] ??
  JSON.stringify(wanted)

export function overWords(over: Over, locale: Locale): string {
  const say = words[locale]
  return typeof over === 'object' ? say.days(over.days) : say.over[over]
}

export function againstWords(against: Against, locale: Locale): string {
  const say = words[locale]
  if (typeof against === 'string') return say.against[against]
  return 'daysBefore' in against ? say.daysBefore(against.daysBefore) : say.daysAgo(against.daysAgo)
}

const words = bilingual({
  en: {
    days: (n: number) => `the last ${n} days`,
    over: {
      'last week': 'last week',
      'last month': 'last month',
      'month to date': 'this month up to yesterday',
      'quarter to date': 'this quarter up to yesterday',
      now: 'as it stands',
    } satisfies Record<Exclude<Over, object>, string>,
    against: {
      'preceding period': 'the period before',
      'same period last year': 'the same period a year before',
      target: 'the target',
      'target pace': 'the pace of the target',
    } satisfies Record<Exclude<Against, object>, string>,
    daysBefore: (n: number) => `the ${n} days before`,
    daysAgo: (n: number) => `${n} days ago`,
  },
  ja: {
    days: (n) => `直近${n}日間`,
    over: {
      'last week': '先週',
      'last month': '先月',
      'month to date': '今月（昨日まで）',
      'quarter to date': '今四半期（昨日まで）',
      now: '現時点',
    },
    against: {
      'preceding period': '前の期間',
      'same period last year': '前年同期',
      target: '目標',
      'target pace': '目標ペース',
    },
    daysBefore: (n) => `それ以前の${n}日間`,
    daysAgo: (n) => `${n}日前`,
  },
})
