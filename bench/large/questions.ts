import { lastComplete, toDate } from '../../src/calendar/periods.ts'
import type { Ask, Context } from '../../src/define/context.ts'
import type { Metric } from '../../src/define/metric.ts'
import { factsOf } from '../../src/query/plan.ts'
import type { TimeWindow } from '../../src/query/window.ts'

/** The kind of period a KPI is asked over. */
export type Stretch = 'last quarter' | 'trailing 12 months' | 'now'

/** The last complete quarter, the trailing year where the KPI means that, or now for what is a state. */
export function stretchOf(metric: Metric): Stretch {
  if (metric.defaultPeriod === 'trailing 12 months') return 'trailing 12 months'
  const state = metric.defaultPeriod === 'now' || factsOf(metric).some(({ time }) => time === 'state')
  return state ? 'now' : 'last quarter'
}

/** A window of its own each time: what is kept by windows is not kept for the next question. */
export function windowFor(metric: Metric, { today, company: { calendar }, now }: Context): TimeWindow {
  const period = {
    'last quarter': () => lastComplete('quarter', 1, today, calendar),
    'trailing 12 months': () => lastComplete('month', 12, today, calendar),
    now: () => toDate('quarter', today, calendar),
  }[stretchOf(metric)]()
  return { period, asOf: now }
}

/** One KPI of the whole company; a table is read by what its rows are. */
export const questionOf = (metric: Metric, context: Context): Ask => ({
  metrics: [metric],
  windows: [windowFor(metric, context)],
  ...(metric.kind === 'table' ? { by: [metric.by] } : {}),
})
