import type { DayRule } from './rule.ts'

type UnitGrain = Extract<DayRule, { on: 'nth' }>['grain']

/** From Monday. */
export const weekdayNames = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  ja: ['月', '火', '水', '木', '金', '土', '日'],
} as const

/** 毎月, 毎四半期: the unit of which a Japanese schedule names a day. */
export const everyUnit: Readonly<Record<UnitGrain, string>> = {
  week: '毎週',
  month: '毎月',
  quarter: '毎四半期',
  half: '毎半期',
  year: '毎年度',
}

export const acceptedForms = [
  'daily at 09:00',
  'weekdays at 09:00',
  'business days at 09:00',
  'mondays at 08:00',
  'monday, wednesday and friday at 08:30',
  '1st of month at 09:00',
  '1st business day of month at 09:00',
  'last business day of quarter at 17:00',
  'hourly at :15',
  'every 15 minutes',
  '毎日 9:00',
  '平日 9:00',
  '営業日 9:00',
  '毎週月曜 8:00',
  '毎月1日 9:00',
  '毎月第1営業日 9:00',
] as const
