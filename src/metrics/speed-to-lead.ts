import { defineMetric } from '../define/metric.ts'
import { qualifiedLeads } from '../ssot/facts/leads.ts'
import { sql } from '../ssot/sql.ts'

/** Median minutes from mql_at to first_touch_at, by mql_at, of the leads that were touched. */
export default defineMetric({
  kind: 'duration',
  label: { en: 'Speed to lead', ja: '初回対応時間' },
  description: {
    en: 'Median minutes from MQL to the first touch, by the day it became MQL. Untouched leads are counted beside it.',
    ja: 'MQL化から最初の対応までの分数の中央値（MQL化日基準）。未対応のリードは別に件数を示します。',
  },
  aliases: ['first response', '初動時間'],
  team: 'marketing',
  unit: 'minutes',
  better: 'down',
  needs: ['leads.first_touch_at'],
  fact: qualifiedLeads,
  duration: sql`(extract(epoch from f.first_touch_at - f.mql_at) / 60.0)::float8`,
  where: sql`f.first_touch_at is not null`,
  beside: [
    { words: { en: 'untouched', ja: '未対応' }, unit: 'count', value: { where: sql`f.first_touch_at is null` } },
  ],
})
