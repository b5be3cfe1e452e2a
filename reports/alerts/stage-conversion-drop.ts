import { defineAlert } from '../../src/define/alert.ts'
import mqlToSql from '../../src/metrics/measures/mql-to-sql.ts'
import { type ConversionWatch, observeConversion } from '../../src/present/alerts/conversion.ts'
import { conversionMessage } from '../../src/present/alerts/conversion-message.ts'

const watch: ConversionWatch = {
  metric: mqlToSql,
  by: 'segment',
  days: 28,
  baselineDays: 180,
  rule: { fires: 0.2, clears: 0.1, atLeast: 30, confidence: 0.95 },
}

const title = { en: 'MQL to SQL conversion is falling', ja: 'MQLからSQLへの転換率が低下' }

const advice = {
  en: 'Ask sales why these MQLs were turned down, and marketing what changed in the sources and the scoring. Look at `/revops funnel by segment` first.',
  ja: '営業に却下の理由を、マーケティングに流入元とスコアリングの変更点を確認してください。まず `/revops funnel セグメント別` をご覧ください。',
}

/** A segment's MQLs become SQLs a fifth less often than in the half-year before, more than chance explains. */
export default defineAlert({
  title,
  summary: {
    en: 'Fires when a segment’s MQL to SQL conversion over 28 ripe days is at least 20% below the 180 days before, on at least 30 MQLs, with 95% confidence.',
    ja: 'セグメント別のMQL→SQL転換率（直近28日）が過去180日間より20%以上低く、MQLが30件以上あり、95%の確度で偶然でないときに通知します。',
  },
  severity: 'warning',
  schedule: 'weekdays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 7,
  tellChanges: false,
  relations: ['leads'],
  observe: (context) => observeConversion(context, watch),
  message: (context, told) => conversionMessage(context, told, watch, advice, title[context.locale]),
})
