import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Reading } from '../../../define/reading.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { bucketed, isAdditive } from './buckets.ts'
import { type Figures, labelOf, seriesOf } from './series.ts'
import { daysOf, type Moment, otherWindowOf, paceOf, presentWindow, targetWindow } from './spans.ts'

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

interface Plan {
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
    return [...figures.series].flatMap(([key, label]): Measured[] => {
      const now = figures.sample(key, present)
      // A value that nobody filled in has no name to be told by.
      if (!now || (by !== undefined && key === null)) return []
      const held = watch.conditions.map((condition, i) => {
        const window = others[i]
        if (window) return figures.sample(key, window)
        if (condition.kind === 'level') return undefined
        return targetSample(context, watch, targets.get(key), present, moment, condition.against === 'target pace')
      })
      return [{ key, label, window: present, now, others: held, otherWindows: others }]
    })
  })
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

const sampleOf = ({ value, n, numerator, denominator }: Reading, window: TimeWindow): Sample => ({
  value,
  n,
  numerator,
  denominator,
  days: daysOf(window),
})

/** Targets of the whole periods that the windows are the beginning of. */
async function targetsOf(
  context: Context,
  watch: Watch,
  plans: readonly Plan[],
  by: string | undefined,
): Promise<ReadonlyMap<string | null, ReadonlyMap<string, number>>> {
  const found = new Map<string | null, Map<string, number>>()
  const wanted = watch.conditions.some(
    (condition) =>
      condition.kind === 'change' && (condition.against === 'target' || condition.against === 'target pace'),
  )
  if (!wanted) return found
  const { calendar } = context.company
  const windows = plans.flatMap(({ present, moment }) =>
    present ? [targetWindow(watch.over, present, moment, calendar)] : [],
  )
  const distinct = [...new Map(windows.map((window) => [String(window.period.from), window])).values()]
  const metric = watch.target ?? watch.metric
  const readings = await context.read({
    metrics: [metric],
    windows: distinct,
    targets: true,
    ...(by === undefined ? {} : { by: [by] }),
  })
  distinct.forEach((window, i) => {
    for (const reading of readings.of(metric, i)) {
      if (!reading.target) continue
      const key = seriesOf(reading, by)
      const known = found.get(key) ?? new Map<string, number>()
      found.set(key, known.set(String(window.period.from), reading.target.value))
    }
  })
  return found
}

function targetSample(
  { company: { calendar } }: Context,
  { over }: Watch,
  targets: ReadonlyMap<string, number> | undefined,
  present: TimeWindow,
  moment: Moment,
  pace: boolean,
): Sample | undefined {
  const whole = targetWindow(over, present, moment, calendar)
  const target = targets?.get(String(whole.period.from))
  if (target === undefined) return undefined
  const value = pace ? target * paceOf(whole.period, present, calendar) : target
  return { value, n: 0, numerator: null, denominator: null, days: 0 }
}
