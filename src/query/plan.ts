import type { BaseMetric, Metric } from '../define/metric.ts'
import type { Fact } from '../ssot/fact.ts'
import type { Person } from '../ssot/people.ts'
import { partWindow } from './other-window.ts'
import { personColumns, type Scope } from './scope.ts'
import { type EngineSettings, type TimeWindow, windowFor } from './window.ts'

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
  /** Whether a metric is asked for in a window: several KPIs of one question may mean different periods. */
  wanted(metric: BaseMetric, window: TimeWindow): boolean
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

export function leavesOf(metric: Metric, window: TimeWindow, settings: EngineSettings): Leaf[] {
  switch (metric.kind) {
    case 'formula':
      return Object.values(metric.parts).flatMap((part) =>
        leavesOf(part.metric, partWindow(part, window, settings), settings),
      )
    case 'table':
      return Object.values(metric.columns).flatMap((column) => leavesOf(column, window, settings))
    default:
      return [{ metric, window: windowFor(metric.fact, window, settings.zone) }]
  }
}

/** Every fact that a metric rests on, each once. */
export function factsOf(metric: Metric): Fact[] {
  const facts = (each: Metric): Fact[] => {
    if (each.kind === 'formula') return Object.values(each.parts).flatMap((part) => facts(part.metric))
    return each.kind === 'table' ? Object.values(each.columns).flatMap(facts) : [each.fact]
  }
  return [...new Set(facts(metric))]
}

/** One plan per fact, however many metrics and windows rest on it. */
export function planByFact(leaves: readonly Leaf[], scope: Scope, people: readonly Person[]): FactPlan[] {
  const plans = new Map<Fact, { metrics: Map<BaseMetric, Set<string>>; windows: Map<string, TimeWindow> }>()
  for (const { metric, window } of leaves) {
    const fact = sharedFact(metric.fact, scope, people)
    const plan = plans.get(fact) ?? { metrics: new Map(), windows: new Map() }
    const key = windowKey(window)
    plan.metrics.set(metric, (plan.metrics.get(metric) ?? new Set()).add(key))
    plan.windows.set(key, window)
    plans.set(fact, plan)
  }
  return [...plans].map(([fact, { metrics, windows }]) => ({
    fact,
    metrics: [...metrics.keys()],
    windows: [...windows.values()],
    wanted: (metric, window) => metrics.get(metric)?.has(windowKey(window)) ?? false,
  }))
}

/** The wider fact that a fact narrows, where both bring the same rows to this scope: then one statement answers both. */
function sharedFact(fact: Fact, scope: Scope, people: readonly Person[]): Fact {
  const { narrows } = fact
  if (!narrows) return fact
  if (scope.kind !== 'people') return narrows
  const columns = (each: Fact) => personColumns(each, scope.ids, people)
  const [own, wide] = [columns(fact), columns(narrows)]
  return own.length === wide.length && own.every((column, i) => column === wide[i]) ? narrows : fact
}
