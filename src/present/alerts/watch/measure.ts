import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Reading } from '../../../define/reading.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { bucketed, isAdditive } from './buckets.ts'
import { type Figures, labelOf, seriesOf } from './series.ts'
import { daysOf, type Moment, otherWindowOf, paceOf, presentWindow, targetWindow } from './spans.ts'
import { targetSample, targetsOf } from './targets.ts'

/** One series at one moment: the figure, and what each condition holds it against. */
export interface Measured {
  /** The key of the part; null for the company as a whole. */
  readonly key: string | null
  readonly label: string
  readonly window: TimeWindow
  readonly now: Sample
  /** In the order of the conditions; undefined for a level, and where there is nothing to be held against. */
  readonly others: readonly (Sample | undefined)[]
  readonly otherWindows: readonly (TimeWindow | undefined)[]
  /** Too little of the period to date is gone for it to be judged. */
  readonly early: boolean
}

/** All series of a rule, moment by moment. However many moments, the SSOT is asked once for the parts and once for the whole. */
export async function measure(context: Context, watch: Watch, moments: readonly Moment[]): Promise<Measured[][]> {
  const plans = moments.map((moment) => planOf(context, watch, moment))
  const [parts, whole] = await Promise.all([
    watch.by === undefined ? [] : measurePart(context, watch, plans, watch.by),
    watch.by === undefined || watch.whole === true ? measurePart(context, watch, plans, undefined) : [],
  ])
  return moments.map((_, i) => [...(whole[i] ?? []), ...(parts[i] ?? [])])
}

export interface Plan {
  readonly moment: Moment
  readonly present: TimeWindow | undefined
  readonly others: readonly (TimeWindow | undefined)[]
}

function planOf({ company: { calendar } }: Context, { metric, over, conditions }: Watch, moment: Moment): Plan {
  const present = presentWindow(over, metric, moment, calendar)
  const others = conditions.map((condition) =>
    present && condition.kind === 'change'
      ? otherWindowOf(condition.against, over, present, moment, calendar)
      : undefined,
  )
  return { moment, present, others }
}

async function measurePart(
  context: Context,
  watch: Watch,
  plans: readonly Plan[],
  by: string | undefined,
): Promise<Measured[][]> {
  const windows = plans.flatMap(({ present, others }) => [present, ...others]).filter((each) => each !== undefined)
  if (windows.length === 0) return plans.map(() => [])
  const many = plans.length > 1 && isAdditive(watch.metric)
  const [figures, targets] = await Promise.all([
    many ? bucketed(context, watch, windows, by) : direct(context, watch.metric, watch, windows, by),
    targetsOf(context, watch, plans, by),
  ])
  return plans.map(({ moment, present, others }) => {
    if (!present) return []
    return [...new Map([...targets.series, ...figures.series])].flatMap(([key, label]): Measured[] => {
      const now = figures.sample(key, present) ?? nothingIn(watch.metric, present)
      // A value that nobody filled in has no name to be told by.
      if (!now || (by !== undefined && key === null)) return []
      const held = watch.conditions.map((condition, i) => {
        const window = others[i]
        if (window) return figures.sample(key, window)
        if (condition.kind === 'level') return undefined
        return targetSample(context, watch, targets.of(key), { present, moment }, condition.against === 'target pace')
      })
      const early = isEarly(context, watch, present, moment)
      return [{ key, label, window: present, now, others: held, otherWindows: others, early }]
    })
  })
}

/** Where nothing happened, a sum is 0: a source that dried up is still there to be told of. */
const nothingIn = (metric: Metric, window: TimeWindow): Sample | undefined =>
  metric.kind === 'sum' && metric.fact.time === 'event'
    ? { value: 0, n: 0, numerator: null, denominator: null, days: daysOf(window) }
    : undefined

function isEarly({ company: { calendar } }: Context, watch: Watch, present: TimeWindow, moment: Moment): boolean {
  const { over, afterPart } = watch
  if (afterPart === undefined) return false
  return paceOf(targetWindow(over, present, moment, calendar).period, present, calendar) < afterPart
}

async function direct(
  context: Context,
  metric: Metric,
  { where = [] }: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const windows = [...new Map(wanted.map((window) => [keyOf(window), window])).values()]
  const readings = await context.read({ metrics: [metric], windows, where, ...(by === undefined ? {} : { by: [by] }) })
  const series = new Map<string | null, string>()
  const samples = new Map<string, Sample>()
  windows.forEach((window, i) => {
    for (const reading of readings.of(metric, i)) {
      if (reading.reason === 'not_connected') continue
      const key = seriesOf(reading, by)
      series.set(key, labelOf(reading, by))
      samples.set(`${key ?? ''} ${keyOf(window)}`, sampleOf(reading, window))
    }
  })
  return { series, sample: (key, window) => samples.get(`${key ?? ''} ${keyOf(window)}`) }
}

const keyOf = ({ period, asOf }: TimeWindow): string => `${period.from} ${period.to} ${asOf}`

const sampleOf = ({ value, n, numerator, denominator, reason }: Reading, window: TimeWindow): Sample => ({
  value,
  n,
  numerator,
  denominator,
  days: daysOf(window),
  ...(reason === 'target_met' ? { met: true } : {}),
})
