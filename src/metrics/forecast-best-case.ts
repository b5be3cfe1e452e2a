import { defineMetric } from '../define/metric.ts'
import { forecastOpportunities } from '../ssot/facts/forecast-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { forecastDeals } from './shared/forecast.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

const categories = ['commit', 'best_case']

/** Won in the period + open amount closing in it that is forecast as commit or best case. Renewals included. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Best case', ja: 'ベストケース' },
  description: {
    en: 'Won in the period + open amount closing in it that is forecast as commit or best case. Renewals included.',
    ja: '期間内の受注 ＋ 期間内にクローズ予定でコミットまたはベストケースに区分された進行中商談の金額。更新を含みます。',
  },
  aliases: ['best case'],
  team: 'sales',
  unit: 'money',
  better: 'up',
  defaultPeriod: 'this quarter',
  needs: ['opportunities.close_date', 'opportunities.closed_at', 'opportunities.forecast_category'],
  fact: forecastOpportunities,
  value: (c) => sql`sum(f.amount) filter (where ${forecastDeals(c, categories)})`,
  n: (c) => sql`count(*) filter (where ${forecastDeals(c, categories)})`,
  leftOut: [
    {
      words: withoutAmount,
      count: (c) => sql`count(*) filter (where f.amount is null and ${forecastDeals(c, categories)})`,
    },
  ],
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: (c) =>
        sql`coalesce(sum(f.amount) filter (where f.type = 'renewal' and ${forecastDeals(c, categories)}), 0)`,
    },
  ],
})
