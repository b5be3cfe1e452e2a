import { Temporal } from 'temporal-polyfill'
import { instants } from '../calendar/periods.ts'
import type { BaseMetric, Metric, Part } from '../define/metric.ts'
import type { Fact } from '../ssot/fact.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Need } from '../ssot/tables.ts'
import { earlier, type TimeWindow, windowFor } from './window.ts'

/** One base metric in one window: what a statement has to bring. */
export interface Leaf {
  readonly metric: BaseMetric
  readonly window: TimeWindow
}

/** The figures over one fact that one statement brings. */
export interface FactPlan {
  readonly fact: Fact
  readonly metrics: readonly BaseMetric[]
  readonly windows: readonly TimeWindow[]
}

const keys = new WeakMap<TimeWindow, string>()

/** A window as text: equal windows are asked once. */
export function windowKey(window: TimeWindow): string {
  const found = keys.get(window)
  if (found !== undefined) return found
  const key = `${window.period.from}/${window.period.to}@${window.asOf}`
  keys.set(window, key)
  return key
}

export function leavesOf(metric: Metric, window: TimeWindow, zone: string): Leaf[] {
  if (metric.kind !== 'formula') return [{ metric, window: windowFor(metric.fact, window, zone) }]
  return Object.values(metric.parts).flatMap((part) => leavesOf(part.metric, partWindow(part, window, zone), zone))
}

/** The window of a formula's part: the formula's own, or the trailing year up to its end. */
export function partWindow(part: Part, window: TimeWindow, zone: string): TimeWindow {
  if (part.over !== 'trailing 365 days') return window
  const end = earlier(instants(window.period, zone).to, window.asOf)
  const lastDay = end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
  const from = lastDay.subtract({ days: 364 })
  const period = { from, to: lastDay.add({ days: 1 }), grain: 'span', count: 365, fiscal: false } as const
  return { period, asOf: Temporal.Instant.compare(window.asOf, end) > 0 ? window.asOf : end }
}

/** One plan per fact, however many metrics and windows rest on it. */
export function planByFact(leaves: readonly Leaf[]): FactPlan[] {
  const plans = new Map<Fact, { metrics: Set<BaseMetric>; windows: Map<string, TimeWindow> }>()
  for (const { metric, window } of leaves) {
    const plan = plans.get(metric.fact) ?? { metrics: new Set(), windows: new Map() }
    plan.metrics.add(metric)
    plan.windows.set(windowKey(window), window)
    plans.set(metric.fact, plan)
  }
  return [...plans].map(([fact, { metrics, windows }]) => ({
    fact,
    metrics: [...metrics],
    windows: [...windows.values()],
  }))
}

/** The first thing a metric cannot do without and the SSOT does not have. */
export function missingNeed(metric: Metric, snapshot: SsotSnapshot): Need | undefined {
  const { has } = snapshot.mapped
  const own = metric.needs?.find((need) => !has(need)) ?? oneCurrency(metric, snapshot)
  if (own) return own
  if (metric.kind !== 'formula') return metric.fact.needs?.find((need) => !has(need))
  if (metric.target && !has('targets')) return 'targets'
  for (const { metric: part } of Object.values(metric.parts)) {
    const missing = missingNeed(part, snapshot)
    if (missing) return missing
  }
  return undefined
}

/** Amounts in several currencies are not added up: the KPI says what it lacks instead. */
function oneCurrency(metric: Metric, { quality }: SsotSnapshot): Need | undefined {
  if (quality.foreign.size === 0) return undefined
  const relation = metric.kind === 'formula' ? metric.target && 'targets' : addsAmounts(metric) && metric.fact.amounts
  const other = relation && quality.foreign.get(relation)
  return other ? `${relation}.currency: one currency, but there is ${other} too` : undefined
}

/** Counts, shares of counts and durations do not rest on amounts. */
const addsAmounts = (metric: BaseMetric): boolean =>
  metric.unit === 'money' || (metric.kind === 'ratio' && metric.counts !== true && metric.unit !== 'days')
