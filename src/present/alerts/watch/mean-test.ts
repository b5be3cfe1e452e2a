import type { Context } from '../../../define/context.ts'
import { defineMetric, type Metric, type RatioMetric, type RowSql } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import { type MeanSample, meanP } from '../../../insight/statistics.ts'
import { inWindow } from '../../../query/columns.ts'
import { sql } from '../../../ssot/sql.ts'
import type { Measured } from './measure.ts'

/** A mean of what each row scores, as NPS is: the same rows on both sides. */
export type MeanMetric = RatioMetric & { readonly numerator: { readonly of: RowSql } }

export const isMean = (metric: Metric): metric is MeanMetric =>
  metric.kind === 'ratio' &&
  metric.unit === 'score' &&
  metric.numerator.of !== undefined &&
  metric.numerator.where === metric.denominator.where

/** p-values of a change of a mean score, series by series, by Welch's test; undefined for other KPIs. */
export async function meanChangeP(
  context: Context,
  { metric, conditions, by, where = [] }: Watch,
  measured: readonly Measured[],
): Promise<(number | null | undefined)[]> {
  const tested = conditions.findIndex((each) => each.kind === 'change' && each.confidence !== undefined)
  const windows = measured.flatMap(({ window, otherWindows }) => [window, otherWindows[tested] ?? window]).slice(0, 2)
  if (!isMean(metric) || tested < 0 || windows.length === 0) return measured.map(() => undefined)
  const squares = squaresOf(metric)
  const read = (broken: boolean) =>
    context.read({ metrics: [metric, squares], windows, where, ...(broken && by !== undefined ? { by: [by] } : {}) })
  const [parts, whole] = await Promise.all([
    measured.some(({ key }) => key !== null) ? read(true) : undefined,
    measured.some(({ key }) => key === null) ? read(false) : undefined,
  ])
  return measured.map(({ key }) => {
    const readings = key === null ? whole : parts
    const sampleAt = (window: number): MeanSample => {
      const find = (of: RatioMetric) => readings?.of(of, window).find(({ keys }) => key === null || keys[0] === key)
      const [mean, square] = [find(metric), find(squares)]
      const n = mean?.denominator ?? 0
      return { mean: (mean?.numerator ?? 0) / n, meanOfSquares: (square?.numerator ?? 0) / n, n }
    }
    return meanP(sampleAt(0), sampleAt(1))
  })
}

/** The mean of the squared scores, from which the spread follows. */
const squaresOf = (metric: MeanMetric): RatioMetric =>
  defineMetric<RatioMetric>({
    kind: 'ratio',
    label: metric.label,
    description: metric.description,
    team: metric.team,
    unit: metric.unit,
    better: metric.better,
    fact: metric.fact,
    ...(metric.joins ? { joins: metric.joins } : {}),
    numerator: {
      ...metric.numerator,
      of: (c) => sql`(${inWindow(metric.numerator.of, c)}) * (${inWindow(metric.numerator.of, c)})`,
    },
    denominator: metric.denominator,
  })
