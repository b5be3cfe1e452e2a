import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { subjectFirst } from '../../src/answers/subject-first.ts'
import { companyCalendar } from '../../src/calendar/company.ts'

const present = {
  today: Temporal.PlainDate.from('2026-11-21'),
  company: { calendar: companyCalendar({ zone: 'Asia/Tokyo', fiscalYearStart: 1 }) },
}

it.each([
  ['今四半期の受注率', '受注率 今四半期'],
  ['今四半期 受注率', '受注率 今四半期'],
  ['先四半期のセグメント別の受注率', '受注率 先四半期 セグメント別'],
  ['受注率をセグメント別に 先四半期', '受注率 セグメント別 先四半期'],
  ['直近30日の担当者別 受注金額', '受注金額 直近30日 担当者別'],
  ['先四半期のファネルをセグメント別に', 'ファネル セグメント別 先四半期'],
  ['last quarter bookings by team', 'bookings by team last quarter'],
  // A name may hold the particle.
  ['先四半期のパイプラインの健全性', 'パイプラインの健全性 先四半期'],
  ['パイプラインの健全性', 'パイプラインの健全性'],
  ['木の花フーズ', '木の花フーズ'],
  // With nothing behind it, it is all there is.
  ['今四半期', '今四半期'],
  ['今四半期の', '今四半期の'],
  ['', ''],
])('%s', (text, words) => {
  expect(subjectFirst(text.split(' '), present).join(' ')).toBe(words)
})
