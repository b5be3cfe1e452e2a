import type { Context } from '../../../define/context.ts'
import { defineMetric, type FormulaMetric, type Metric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import type { Plan } from './measure.ts'
import { labelOf, seriesOf } from './series.ts'
import { type Moment, paceOf, targetWindow } from './spans.ts'

/** Targets of periods by the period's first day, series by series. */
interface TargetsOf {
  /** Whoever has a target, with what a person reads: a team that has won nothing yet is a series too. */
  readonly series: ReadonlyMap<string | null, string>
  of(key: string | null): ReadonlyMap<string, number> | undefined
}

/** Targets of the whole periods that the windows are the beginning of; none where no condition is about one. */
export async function targetsOf(
  context: Context,
  watch: Watch,
  plans: readonly Plan[],
  by: string | undefined,
): Promise<TargetsOf> {
  const { metric, target = metric, over, conditions } = watch
  const series = new Map<string | null, string>()
  const found = new Map<string | null, Map<string, number>>()
  const targets: TargetsOf = { series, of: (key) => found.get(key) }
  const wanted = conditions.some(
    (condition) =>
      condition.kind === 'change' && (condition.against === 'target' || condition.against === 'target pace'),
  )
  if (!wanted) return targets
  const { calendar } = context.company
  const windows = plans.flatMap(({ present, moment }) =>
    present ? [targetWindow(over, present, moment, calendar)] : [],
  )
  const distinct = [...new Map(windows.map((window) => [String(window.period.from), window])).values()]
  const held = itsTarget(target)
  const readings = await context.read({ metrics: [held], windows: distinct, ...(by === undefined ? {} : { by: [by] }) })
  distinct.forEach((window, i) => {
    for (const reading of readings.of(held, i)) {
      if (reading.value === null) continue
      const key = seriesOf(reading, by)
      series.set(key, labelOf(reading, by))
      const known = found.get(key) ?? new Map<string, number>()
      found.set(key, known.set(String(window.period.from), reading.value))
    }
  })
  return targets
}

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

/** A target, or the part of it that was due by now, as the other side of a comparison. */
export function targetSample(
  { company: { calendar } }: Context,
  { over }: Watch,
  targets: ReadonlyMap<string, number> | undefined,
  { present, moment }: { readonly present: TimeWindow; readonly moment: Moment },
  pace: boolean,
): Sample | undefined {
  const whole = targetWindow(over, present, moment, calendar)
  const target = targets?.get(String(whole.period.from))
  if (target === undefined) return undefined
  const value = pace ? target * paceOf(whole.period, present, calendar) : target
  return { value, n: 0, numerator: null, denominator: null, days: 0 }
}
