import type { BaseMetric, Metric } from '../define/metric.ts'
import { relationContract } from '../ssot/contract.ts'
import type { Fact } from '../ssot/fact.ts'
import { unknownCurrency } from '../ssot/quality/currencies.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Need } from '../ssot/tables.ts'

/** The first thing a metric cannot do without and the SSOT does not have; of a table, what none of its columns has. */
export function missingNeed(metric: Metric, snapshot: SsotSnapshot): Need | undefined {
  const { has } = snapshot.mapped
  const own = metric.needs?.find((need) => !has(need)) ?? oneCurrency(metric, snapshot)
  if (own) return own
  switch (metric.kind) {
    case 'formula': {
      if (metric.target && !has('targets')) return 'targets'
      return firstMissing(
        Object.values(metric.parts).map((part) => part.metric),
        snapshot,
      )
    }
    case 'table': {
      const columns = Object.values(metric.columns)
      return columns.some((each) => !missingNeed(each, snapshot)) ? undefined : firstMissing(columns, snapshot)
    }
    default:
      return missingOf(metric.fact, snapshot)
  }
}

/**
 * The first thing a fact cannot do without. A relation that every SSOT has is no declared need; where it cannot be used,
 * what reads it would count nothing. A history that the bot keeps itself has to reach back far enough.
 */
export function missingOf({ needs = [], reads, covered }: Fact, { mapped, kept }: SsotSnapshot): Need | undefined {
  const missing =
    needs.find((need) => !mapped.has(need)) ??
    reads.find((name) => relationContract(name).required && !mapped.has(name))
  if (missing || !kept || !covered) return missing
  return covered(kept) ? undefined : 'opportunity_history'
}

function firstMissing(metrics: readonly Metric[], snapshot: SsotSnapshot): Need | undefined {
  for (const metric of metrics) {
    const missing = missingNeed(metric, snapshot)
    if (missing) return missing
  }
  return undefined
}

/** Amounts in several currencies are not added up: the KPI says what it lacks instead. */
function oneCurrency(metric: Metric, { quality }: SsotSnapshot): Need | undefined {
  if (quality.foreign.size === 0 || metric.kind === 'table') return undefined
  const relation = metric.kind === 'formula' ? metric.target && 'targets' : addsAmounts(metric) && metric.fact.amounts
  const other = relation && quality.foreign.get(relation)
  return relation && other ? `${relation}.currency` : undefined
}

/** The currency that stands beside the base currency, where what is missing is that there be one only. */
export function otherCurrency(need: Need, { quality }: SsotSnapshot): string | undefined {
  const found = [...quality.foreign].find(([relation]) => need === `${relation}.currency`)?.[1]
  return found === unknownCurrency ? undefined : found
}

/** Counts, shares of counts and durations do not rest on amounts. */
export const addsAmounts = (metric: BaseMetric): boolean =>
  metric.unit === 'money' || (metric.kind === 'ratio' && metric.counts !== true)
