import { defineMetric } from '../define/metric.ts'
import { activities } from '../ssot/facts/activities.ts'

/** E-mails, calls, meetings, tasks and notes, by when they were. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Sales activities', ja: '営業活動量' },
  description: {
    en: 'E-mails, calls, meetings, tasks and notes, by when they were; by kind and by person.',
    ja: 'メール・電話・ミーティング・タスク・メモの件数（実施日時基準）。種類別・担当者別に見られます。',
  },
  aliases: ['activities', '活動量', '営業活動'],
  team: 'sales',
  unit: 'count',
  better: 'up',
  fact: activities,
  value: {},
})
