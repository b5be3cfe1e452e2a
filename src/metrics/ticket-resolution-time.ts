import { defineMetric } from '../define/metric.ts'
import { solvedTickets } from '../ssot/facts/solved-tickets.ts'
import { sql } from '../ssot/sql.ts'

const firstHours = sql`(extract(epoch from f.first_solved_at - f.opened_at) / 3600.0)::float8`

/** Median hours from opened_at to the last solve, by solved_at; the first resolution is told beside it. */
export default defineMetric({
  kind: 'duration',
  label: { en: 'Resolution time', ja: '解決時間' },
  description: {
    en: 'Median hours from opening a ticket to its last solve, by the day it was solved. Beside it: to the first solve.',
    ja: 'チケットの起票から最終解決までの時間の中央値（解決日基準）。初回解決までの時間も示します。',
  },
  aliases: ['time to resolution', 'チケット解決時間'],
  team: 'cs',
  unit: 'hours',
  better: 'down',
  fact: solvedTickets,
  duration: sql`(extract(epoch from f.solved_at - f.opened_at) / 3600.0)::float8`,
  leftOut: [
    { words: { en: 'without an opening time', ja: '起票日時が未入力のもの' }, where: sql`f.opened_at is null` },
  ],
  beside: [
    {
      words: { en: 'first resolution', ja: '初回解決' },
      unit: 'hours',
      value: {
        aggregate: sql`percentile_cont(0.5) within group (order by ${firstHours}) filter (where ${firstHours} >= 0)`,
      },
    },
  ],
})
