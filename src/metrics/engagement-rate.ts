import { defineMetric } from '../define/metric.ts'
import { webTraffic } from '../ssot/facts/web-traffic.ts'
import { sql } from '../ssot/sql.ts'

const known = sql`f.sessions is not null and f.engaged_sessions is not null`

/** Σ engaged sessions ÷ Σ sessions, of the days and channels for which both are known. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Engagement rate', ja: 'エンゲージメント率' },
  description: {
    en: 'Engaged sessions ÷ sessions on the web site.',
    ja: 'エンゲージのあったセッション ÷ セッション。',
  },
  aliases: ['engagement'],
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  needs: ['web_traffic.engaged_sessions'],
  fact: webTraffic,
  numerator: { of: sql`f.engaged_sessions`, where: known },
  denominator: { of: sql`f.sessions`, where: known },
  leftOut: [
    {
      words: { en: 'with one of the two numbers missing', ja: 'いずれかの数値が未入力のもの' },
      where: sql`not (${known})`,
    },
  ],
})
