import type { Department, Words } from '../define/words.ts'

/** What departments are called, in the order in which KPIs are listed. */
export const departments: Readonly<Record<Department, Words>> = {
  revenue: { en: 'Revenue', ja: '売上' },
  marketing: { en: 'Marketing', ja: 'マーケティング' },
  sales: { en: 'Sales', ja: '営業' },
  cs: { en: 'Customer success', ja: 'カスタマーサクセス' },
}
