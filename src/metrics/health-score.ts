import { defineMetric } from '../define/metric.ts'
import { sql } from '../ssot/sql.ts'
import { accountHealth } from './account-health/fact.ts'

/** Which of the figures told beside is the share of paying MRR that is at risk. */
export const mrrAtRisk = 0

/** Mean of the paying accounts' health scores, weighted by MRR. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Health score', ja: 'ヘルススコア' },
  description: {
    en: 'The mean health score (0–100) of paying accounts, weighted by MRR. Beside it: the share of MRR at risk (score under 40; who has given notice is lost, not at risk), and the share whose score is unknown.',
    ja: '支払い中アカウントのヘルススコア（0〜100）のMRR加重平均。リスク状態（40未満、解約申出済みを除く）のMRR割合と、スコア不明のMRR割合も示します。',
  },
  aliases: ['health'],
  team: 'cs',
  unit: 'score',
  better: 'up',
  defaultPeriod: 'now',
  fact: accountHealth,
  numerator: { of: sql`f.score * f.mrr`, where: sql`f.score is not null` },
  denominator: { of: sql`f.mrr`, where: sql`f.score is not null` },
  beside: [
    {
      words: { en: 'MRR at risk', ja: 'リスク状態のMRR' },
      unit: 'percent',
      value: {
        aggregate: sql`coalesce(sum(f.mrr) filter (where f.band = 'at_risk' and not f.cancelled), 0) / nullif(sum(f.mrr), 0)`,
      },
    },
    {
      words: { en: 'MRR of unknown health', ja: '状態不明のMRR' },
      unit: 'percent',
      value: { aggregate: sql`coalesce(sum(f.mrr) filter (where f.score is null), 0) / nullif(sum(f.mrr), 0)` },
    },
  ],
})
