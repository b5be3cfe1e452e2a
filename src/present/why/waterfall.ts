import type { WaterfallSpec } from '../../blocks/chart.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Comparison } from '../../insight/comparison.ts'
import { chartFormat } from '../kpi/trend.ts'
import type { Driver } from './drivers.ts'
import { driverName, words } from './words.ts'

/** Steps between the two totals that a picture still has room for. */
const mostSteps = 7

/** From the value before to the value now, one step per segment (mix and rate together) or part, the largest first. */
export function waterfall(
  context: Context,
  metric: Metric,
  { previous, absolute }: Comparison,
  drivers: readonly Driver[],
  [before, after]: readonly [string, string],
): WaterfallSpec {
  const { locale } = context
  const say = words[locale]
  const bySegment = new Map<string, number>()
  for (const driver of drivers) {
    const name = driverName(driver, locale)
    bySegment.set(name, (bySegment.get(name) ?? 0) + driver.effect)
  }
  const ranked = [...bySegment].filter(([, effect]) => effect !== 0).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
  const shown = ranked.slice(0, ranked.length > mostSteps ? mostSteps - 1 : mostSteps)
  const others = ranked.slice(shown.length).reduce((sum, [, effect]) => sum + effect, 0)
  const steps = ranked.length > shown.length ? [...shown, [say.others, others] as const] : shown
  const from = previous.value ?? 0
  return {
    kind: 'waterfall',
    title: say.title(metric.label[locale]),
    steps: [
      { label: before, value: from, kind: 'total' },
      ...steps.map(([label, value]) => ({ label, value, kind: 'change' as const })),
      { label: after, value: from + absolute, kind: 'total' },
    ],
    format: chartFormat(context, metric.unit),
  }
}
