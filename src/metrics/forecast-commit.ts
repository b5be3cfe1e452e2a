import { defineMetric } from '../define/metric.ts'
import { forecastOpportunities } from '../ssot/facts/forecast-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { forecastDeals } from './shared/forecast.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

const categories = ['commit']

/** Won in the period + open amount closing in it that is forecast as commit. Renewals included. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Commit', ja: 'コミット' },
  description: {
    en: 'Won in the period + open amount closing in it that is forecast as commit. Renewals included.',
    ja: '期間内の受注 ＋ 期間内にクローズ予定でコミットに区分された進行中商談の金額。更新を含みます。',
  },
  aliases: ['commit'],
  team: 'sales',
  unit: 'money',
  better: 'up',
  defaultPeriod: 'this quarter',
  needs: ['opportunities.close_date', 'opportunities.closed_at', 'opportunities.forecast_category'],
  fact: forecastOpportunities,
  value: { of: sql`f.amount`, where: (c) => forecastDeals(c, categories) },
  missing: withoutAmount,
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount`, where: (c) => sql`f.type = 'renewal' and ${forecastDeals(c, categories)}` },
    },
  ],
})
