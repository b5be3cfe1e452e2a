import { campaignPerformance } from './campaigns.ts'
import { customers } from './customers.ts'
import { demand } from './demand.ts'
import type { ByHand } from './hand-written.ts'
import { healthScore } from './health-score.ts'
import { pipeline } from './pipeline.ts'
import { renewalRate } from './renewal-rate.ts'
import { service } from './service.ts'
import { wins } from './wins.ts'

/** The best SQL somebody would write by hand for each KPI who knows this schema and this one question; by id. */
export const byHand: Readonly<Record<string, ByHand>> = {
  ...wins,
  ...pipeline,
  ...demand,
  ...customers,
  ...service,
  campaign_performance: campaignPerformance,
  renewal_rate: renewalRate,
  health_score: healthScore,
}
