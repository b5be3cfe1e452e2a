import { readdir } from 'node:fs/promises'
import { afterAll, expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { openSsot } from '../support/ssot.ts'

/** What each KPI cannot do without, beyond the relations that must exist. */
const cases: readonly (readonly [missing: string, needs: string, kpis: readonly string[]])[] = [
  [
    'opportunities.closed_at',
    'opportunities.closed_at',
    [
      'bookings',
      'win_rate',
      'avg_deal_size',
      'sales_cycle',
      'sales_velocity',
      'quota_attainment',
      'pipeline_coverage',
      'forecast_commit',
      'forecast_best_case',
      'marketing_roi',
      'marketing_contribution',
      'win_rate_amount',
      'lead_time',
      'forecast_accuracy',
      'new_customers',
      'cac',
      'ltv_cac',
      'mroi',
      'upsell_rate',
      'cross_sell_rate',
      'expansion_rate',
    ],
  ],
  ['opportunities.type', 'opportunities.type', ['upsell_rate', 'cross_sell_rate', 'expansion_rate']],
  ['costs', 'costs', ['cac', 'ltv_cac', 'mroi', 'marketing_roi']],
  ['revenue', 'revenue', ['revenue', 'revenue_growth']],
  [
    'opportunities.close_date',
    'opportunities.close_date',
    ['pipeline_coverage', 'forecast_commit', 'forecast_best_case'],
  ],
  ['opportunities.forecast_category', 'opportunities.forecast_category', ['forecast_commit', 'forecast_best_case']],
  ['opportunities.sourced_by', 'opportunities.sourced_by', ['marketing_contribution', 'mroi']],
  ['opportunities.campaign_id', 'opportunities.campaign_id', ['marketing_roi']],
  [
    'leads',
    'leads',
    ['leads', 'mqls', 'sqls', 'lead_conversion_rate', 'opportunity_rate', 'speed_to_lead', 'mql_sla_rate', 'lead_time'],
  ],
  ['leads.mql_at', 'leads.mql_at', ['mqls', 'opportunity_rate', 'speed_to_lead', 'mql_sla_rate']],
  ['leads.first_touch_at', 'leads.first_touch_at', ['speed_to_lead', 'mql_sla_rate']],
  ['leads.sql_at', 'leads.sql_at', ['sqls']],
  ['leads.converted_at', 'leads.converted_at', ['lead_conversion_rate']],
  ['leads.opportunity_id', 'leads.opportunity_id', ['opportunity_rate', 'lead_time']],
  [
    'subscriptions',
    'subscriptions',
    [
      'mrr',
      'arr',
      'customers',
      'nrr',
      'grr',
      'logo_churn',
      'renewal_rate',
      'health_score',
      'mrr_new',
      'mrr_expansion',
      'mrr_contraction',
      'mrr_churned',
      'mrr_reactivation',
      'retention_rate',
      'revenue_churn',
      'ltv',
      'ltv_cac',
      'upsell_rate',
      'cross_sell_rate',
      'expansion_rate',
    ],
  ],
  // A relation without a column that it must have is not connected either.
  ['subscriptions.mrr', 'subscriptions', ['mrr', 'nrr', 'mrr_new', 'ltv', 'upsell_rate']],
  ['costs.amount', 'costs', ['cac', 'ltv_cac', 'mroi', 'marketing_roi']],
  ['revenue.amount', 'revenue', ['revenue', 'revenue_growth']],
  ['targets', 'targets', ['quota_attainment', 'pipeline_coverage']],
  ['costs.campaign_id', 'costs.campaign_id', ['marketing_roi']],
  ['web_traffic', 'web_traffic', ['web_traffic', 'engagement_rate']],
  ['web_traffic.engaged_sessions', 'web_traffic.engaged_sessions', ['engagement_rate']],
  ['activities', 'activities', ['sales_activities']],
  ['forecasts', 'forecasts', ['forecast_accuracy']],
  ['tickets', 'tickets', ['ticket_resolution_time']],
  ['tickets.solved_at', 'tickets.solved_at', ['ticket_resolution_time']],
  ['survey_responses', 'survey_responses', ['csat', 'nps']],
]
const known = new Set(
  cases
    .flatMap(([, , kpis]) => kpis)
    .concat('open_pipeline', 'weighted_pipeline', 'pipeline_health', 'opportunities_created'),
)
/** Say what they lack column by column, each in its own test. */
const tables = new Set(['campaign_performance'])

const database = await createDatabase()
afterAll(() => database.drop())

it.each(cases)('without %s these say that they need %s, and the others answer', async (missing, needs, kpis) => {
  const [relation, column] = missing.split('.')
  const rename = (from: string, to: string): string =>
    column
      ? `alter table ssot.${relation} rename ${column}${from} to ${column}${to}`
      : `alter table ssot.${relation}${from} rename to ${relation}${to}`
  await database.query(rename('', '_gone'))
  const ssot = await openSsot(database)
  try {
    const readings = await ssot.read([...known], [ssot.window({ period: '2026-Q1' })])
    const found = readings.all.filter(({ reason }) => reason === 'not_connected')
    for (const each of found) expect(each).toMatchObject({ value: null, n: 0, leftOut: [], beside: [] })
    const told = found.map(({ metric, needs: need }) => [metric, String(need).startsWith(needs)])
    expect(told.filter(([metric]) => kpis.includes(String(metric))).sort()).toEqual(
      [...kpis].sort().map((kpi) => [kpi, true]),
    )
    if (needs === missing) expect(told.map(([metric]) => metric).sort()).toEqual([...kpis].sort())
  } finally {
    await ssot.close()
    await database.query(rename('_gone', ''))
  }
})

it('every KPI stands in one of these tests', async () => {
  const files = await readdir(new URL('../../src/metrics/', import.meta.url))
  const ids = files.filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3).replaceAll('-', '_'))
  expect(ids.filter((id) => !known.has(id) && !tables.has(id))).toEqual([])
})
