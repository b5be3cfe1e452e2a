import { defineMetric } from '../define/metric.ts'
import { openOpportunities } from '../ssot/facts/open-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

/** Σ amount × probability of the stage of open opportunities of every type. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Weighted pipeline', ja: '加重パイプライン' },
  description: {
    en: 'The amount of all open opportunities × the probability of their stage (the CRM’s, else the share won of those that entered the stage in the last 365 days).',
    ja: '進行中の商談の金額 × ステージの確度（CRMの値、なければ過去365日にそのステージに入った商談の受注割合）の合計。',
  },
  aliases: ['weighted'],
  team: 'sales',
  unit: 'money',
  better: 'up',
  fact: openOpportunities,
  joins: ['probability'],
  value: { of: sql`f.amount * probability.p` },
  n: { where: sql`probability.p is not null` },
  leftOut: [
    { words: withoutAmount, where: sql`f.amount is null` },
    {
      words: { en: 'in a stage of unknown probability', ja: '確度が不明なステージのもの' },
      where: sql`f.amount is not null and probability.p is null`,
    },
  ],
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount * probability.p`, where: sql`f.type = 'renewal'` },
    },
  ],
})
