import type { Context } from '../../../define/context.ts'
import { type DurationMetric, defineMetric, type RatioMetric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import { twoProportionP } from '../../../insight/statistics.ts'
import { inWindow } from '../../../query/columns.ts'
import { sql } from '../../../ssot/sql.ts'
import type { Measured } from './measure.ts'

/**
 * p-values of a KPI that is a duration, series by series, by the median test (Mood 1954): if nothing had changed, as many
 * of the present rows as of the earlier ones would take longer than the earlier median. Undefined for other KPIs, and for
 * what is not compared with other rows.
 */
export async function slowerP(
  context: Context,
  watch: Watch,
  measured: readonly Measured[],
): Promise<(number | null | undefined)[]> {
  const { metric, conditions, by, where = [] } = watch
  const tested = conditions.findIndex((each) => each.kind === 'change' && each.confidence !== undefined)
  if (metric.kind !== 'duration' || tested < 0) return measured.map(() => undefined)
  const sides = measured.flatMap(({ others, otherWindows, window, key }) => {
    const [median, before] = [others[tested]?.value, otherWindows[tested]]
    return median === null || median === undefined || !before ? [] : [{ key, median, window, before }]
  })
  if (sides.length === 0) return measured.map(() => null)
  // One measure for each series, since each has a line of its own; all of them share one pass.
  const lines = new Map(sides.map((side) => [side.key, { ...side, metric: longerThan(metric, side.median) }]))
  const [first] = sides
  if (!first) return measured.map(() => null)
  const metrics = [...lines.values()].map((line) => line.metric)
  const windows = [first.window, first.before]
  const read = (broken: boolean) =>
    context.read({ metrics, windows, where, ...(broken && by !== undefined ? { by: [by] } : {}) })
  const keys = [...lines.keys()]
  const [parts, whole] = await Promise.all([
    by !== undefined && keys.some((key) => key !== null) ? read(true) : undefined,
    keys.includes(null) ? read(false) : undefined,
  ])
  return measured.map(({ key }) => {
    const line = lines.get(key)
    const readings = key === null ? whole : parts
    if (!line || !readings) return null
    const side = (window: number) => {
      const found = readings.of(line.metric, window).find(({ keys: of }) => key === null || of[0] === key)
      return { successes: found?.numerator ?? 0, n: found?.denominator ?? 0 }
    }
    return twoProportionP(side(0), side(1))
  })
}

/** Of the rows that the duration counts, the share that took longer. */
const longerThan = (metric: DurationMetric, median: number): RatioMetric =>
  defineMetric<RatioMetric>({
    kind: 'ratio',
    label: metric.label,
    description: metric.description,
    team: metric.team,
    unit: 'percent',
    better: 'down',
    fact: metric.fact,
    ...(metric.joins ? { joins: metric.joins } : {}),
    numerator: { where: (c) => sql`${counted(metric, c)} and ${inWindow(metric.duration, c)} > ${median}` },
    denominator: { where: (c) => counted(metric, c) },
    counts: true,
  })

const counted = (metric: DurationMetric, c: Parameters<typeof inWindow>[1]) => {
  const usable = sql`${inWindow(metric.duration, c)} >= 0`
  return metric.where ? sql`(${inWindow(metric.where, c)}) and ${usable}` : usable
}
