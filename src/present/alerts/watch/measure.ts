import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { figuresReader } from './figures.ts'
import { type Figures, noRows } from './series.ts'
import { type Moment, otherWindowOf, paceOf, presentWindow, targetWindow } from './spans.ts'
import { targetsOf } from './targets.ts'

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

/** All series of a rule, moment by moment. Of many moments at once, what adds up is read by days, once for the parts and once for the whole. */
export async function measure(context: Context, watch: Watch, moments: readonly Moment[]): Promise<Measured[][]> {
  if (watch.metric.kind === 'formula' && moments.length > 1) {
    // What a formula says of a part without rows depends on who else was there then.
    const found: Measured[][] = []
    for (const moment of moments) found.push(...(await measure(context, watch, [moment])))
    return found
  }
  const plans = moments.map((moment) => planOf(context, watch, moment))
  const windows = plans.flatMap(({ present, others }) => [present, ...others]).filter((each) => each !== undefined)
  if (windows.length === 0) return plans.map(() => [])
  const read = figuresReader(context, watch, windows, moments.length)
  const [parts, whole] = await Promise.all([
    watch.by === undefined ? [] : measurePart(context, watch, plans, watch.by, read),
    watch.by === undefined || watch.whole === true ? measurePart(context, watch, plans, undefined, read) : [],
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
  read: (by: string | undefined) => Promise<Figures>,
): Promise<Measured[][]> {
  const { metric } = watch
  const [figures, targets] = await Promise.all([read(by), targetsOf(context, watch, plans, by)])
  const series = new Map([...targets.series, ...figures.series])
  return plans.map(({ moment, present, others }) => {
    if (!present) return []
    const early = isEarly(context, watch, present, moment)
    return [...series].flatMap(([key, label]): Measured[] => {
      // A value that nobody filled in has no name to be told by.
      if (by !== undefined && key === null) return []
      const rows = [present, ...others].map((window) => window && figures.sample(key, window))
      const aims = watch.conditions.map((condition) => targets.sample(key, condition, present, moment))
      // Who has a target is there, whatever they have of it; anybody else by the rows of these days.
      const aimed = aims.some(Boolean)
      const there = key === null || aimed || rows.some((sample) => sample && isSeen(metric, sample))
      const [now = aimed ? noRows(metric, present) : undefined, ...before] = rows
      if (!now || !there) return []
      const held = before.map((sample, i) => sample ?? aims[i])
      return [{ key, label, window: present, now, others: held, otherWindows: others, early }]
    })
  })
}

/** A formula may have a value without rows of its own. */
const isSeen = ({ kind }: Metric, { n, value }: Sample): boolean => n > 0 || (kind === 'formula' && value !== null)

function isEarly({ company: { calendar } }: Context, watch: Watch, present: TimeWindow, moment: Moment): boolean {
  const { over, afterPart } = watch
  if (afterPart === undefined) return false
  return paceOf(targetWindow(over, present, moment, calendar).period, present, calendar) < afterPart
}
