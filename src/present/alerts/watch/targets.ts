import type { Context } from '../../../define/context.ts'
import { defineMetric, type FormulaMetric, type Metric } from '../../../define/metric.ts'
import type { Condition, Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { labelOf, seriesOf } from './series.ts'
import { type Moment, paceOf, targetWindow } from './spans.ts'

/** Targets, series by series. */
export interface WatchTargets {
  readonly series: ReadonlyMap<string | null, string>
  /** What a condition holds the present against; undefined for what is not held against a target, or where none is set. */
  sample(key: string | null, condition: Condition, present: TimeWindow, moment: Moment): Sample | undefined
}

/** Targets of the whole periods that the windows are the beginning of. */
export async function targetsOf(
  context: Context,
  watch: Watch,
  plans: readonly { readonly moment: Moment; readonly present: TimeWindow | undefined }[],
  by: string | undefined,
): Promise<WatchTargets> {
  const { calendar } = context.company
  const { over, conditions, metric, target = metric, where = [] } = watch
  const found = new Map<string | null, Map<string, number>>()
  const series = new Map<string | null, string>()
  if (!conditions.some(isHeldAgainstTarget)) return { series, sample: () => undefined }
  const windows = plans.flatMap(({ present, moment }) =>
    present ? [targetWindow(over, present, moment, calendar)] : [],
  )
  const distinct = [...new Map(windows.map((window) => [String(window.period.from), window])).values()]
  const split = by === undefined ? {} : { by: [by] }
  const held = itsTarget(target)
  const readings = await context.read({ metrics: [held], windows: distinct, ...split })
  distinct.forEach((window, i) => {
    for (const reading of readings.of(held, i)) {
      if (reading.value === null) continue
      const key = seriesOf(reading, by)
      if (where.length === 0) series.set(key, labelOf(reading, by))
      const known = found.get(key) ?? new Map<string, number>()
      found.set(key, known.set(String(window.period.from), reading.value))
    }
  })
  return {
    series,
    sample(key, condition, present, moment) {
      if (!isHeldAgainstTarget(condition)) return undefined
      const whole = targetWindow(over, present, moment, calendar)
      const aim = found.get(key)?.get(String(whole.period.from))
      if (aim === undefined) return undefined
      const value = condition.against === 'target pace' ? aim * paceOf(whole.period, present, calendar) : aim
      return { value, n: 0, numerator: null, denominator: null, days: 0 }
    },
  }
}

/** What is held against a target, or against the part of it that is due by now. */
export const isHeldAgainstTarget = (condition: Condition): condition is Extract<Condition, { kind: 'change' }> =>
  condition.kind === 'change' && (condition.against === 'target' || condition.against === 'target pace')

/** The target itself as a figure: as of KPIs held against one, who has a target is a group, with or without rows. */
const itsTarget = (metric: Metric): FormulaMetric =>
  defineMetric<FormulaMetric>({
    kind: 'formula',
    label: metric.label,
    description: metric.description,
    team: metric.team,
    unit: metric.unit,
    better: metric.better,
    parts: { figure: { metric } },
    target: metric,
    compute: (_, { target }) => ({ value: target }),
  })
