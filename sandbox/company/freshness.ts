import type { RelationName } from '../../src/ssot/contract.ts'
import type { Instant } from './days.ts'

/** Which connector lands what. */
const sources: Readonly<Record<string, readonly RelationName[]>> = {
  salesforce: ['users', 'accounts', 'stages', 'opportunities', 'opportunity_history', 'activities', 'forecasts'],
  hubspot: ['leads', 'campaigns', 'web_traffic'],
  zendesk: ['tickets', 'survey_responses'],
  stripe: ['subscriptions', 'revenue'],
  product: ['product_usage'],
  finance: ['costs', 'targets'],
}
const every = 5 * 60_000

/** Every connector finished some minutes before: on a grid of five, so that a clock that ticks changes nothing in between. */
export function freshnessAt(at: Instant): { source: string; synced_at: Instant; relations: readonly string[] }[] {
  const tick = Math.floor(at / every) * every
  return Object.entries(sources).map(([source, relations], index) => ({
    source,
    synced_at: tick - (index + 1) * 40_000,
    relations,
  }))
}
