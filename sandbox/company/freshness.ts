import type { RelationName } from '../../src/ssot/contract.ts'
import type { Instant, LocalTime } from './days.ts'

interface Source {
  readonly relations: readonly RelationName[]
  /** The hour of the night in which it lands the day before; without one it syncs every few minutes. */
  readonly nightlyAt?: number
}

/** Which connector lands what, and when: what is counted by day comes in the night after, once the day's rows are there. */
const sources: Readonly<Record<string, Source>> = {
  salesforce: {
    relations: ['users', 'accounts', 'stages', 'opportunities', 'opportunity_history', 'activities', 'forecasts'],
  },
  hubspot: { relations: ['leads', 'campaigns'] },
  zendesk: { relations: ['tickets', 'survey_responses'] },
  stripe: { relations: ['subscriptions', 'revenue'] },
  planning: { relations: ['targets'] },
  product: { relations: ['product_usage'], nightlyAt: 2.6 },
  analytics: { relations: ['web_traffic'], nightlyAt: 3.1 },
  finance: { relations: ['costs'], nightlyAt: 4.1 },
}
const every = 5 * 60_000

/** When every connector last finished: on a grid of five minutes, so that a clock that ticks changes nothing in between. */
export function freshnessAt(
  at: Instant,
  time: LocalTime,
): { source: string; synced_at: Instant; relations: readonly string[] }[] {
  const tick = Math.floor(at / every) * every
  const today = time.day(at)
  return Object.entries(sources).map(([source, { relations, nightlyAt }], index) => {
    if (nightlyAt === undefined) return { source, synced_at: tick - (index + 1) * 40_000, relations }
    const tonight = time.at(today, nightlyAt)
    return { source, synced_at: tonight <= at ? tonight : time.at(today - 1, nightlyAt), relations }
  })
}
