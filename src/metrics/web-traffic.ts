import { defineMetric } from '../define/metric.ts'
import { webTraffic } from '../ssot/facts/web-traffic.ts'
import { sql } from '../ssot/sql.ts'

/** Σ sessions. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Web traffic', ja: 'Webトラフィック' },
  description: { en: 'Sessions on the web site.', ja: 'Webサイトのセッション数。' },
  aliases: ['sessions', 'traffic', 'セッション数'],
  team: 'marketing',
  unit: 'count',
  better: 'up',
  fact: webTraffic,
  value: { of: sql`f.sessions` },
  missing: { en: 'without a number of sessions', ja: 'セッション数が未入力のもの' },
})
