import type { Context } from '../../define/context.ts'
import type { RatioMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { expandedAfterWin, retainedAfterWin } from '../../metrics/measures/after-win.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import type { FunnelStep } from '../../ssot/facts/journeys.ts'
import type { AfterWin } from './after-win.ts'
import { conversionOf, type FunnelFigures, timeOf } from './figures.ts'
import { stepName, words } from './words.ts'

/** Readings under names of their own: the step, where to, and the view. */
export function funnelReadings(
  context: Context,
  { steps, whole, broken, view }: FunnelFigures,
  after: AfterWin | undefined,
): Reading[] {
  const name = (step: FunnelStep): string => stepName(step, context.locale)
  const as = (metric: string, reading: Reading, by: Record<string, string>): Reading => ({
    ...reading,
    metric,
    by: { ...by, ...reading.by },
  })
  const won = { step: words[context.locale].wonStep, view }
  const later = after
    ? [
        as('funnel_conversion', after.retained, { ...won, to: retainedAfterWin.label[context.locale] }),
        as('funnel_conversion', after.expanded, { ...won, to: expandedAfterWin.label[context.locale] }),
      ]
    : []
  const each = steps.flatMap((measures: StepMeasures) => {
    const step = { step: name(measures.step), view }
    const conversion: RatioMetric | undefined = conversionOf(measures, view)
    const to = measures.next ? { to: name(measures.next) } : {}
    const beyond = view === 'cohort' ? measures.toLater.slice(1) : []
    const time = timeOf(measures, view)
    return [
      as('funnel_volume', whole.one(measures.volume), step),
      as('funnel_balance', whole.one(measures.balance), step),
      ...(conversion ? [as('funnel_conversion', whole.one(conversion), { ...step, ...to })] : []),
      ...beyond.map(({ step: to, metric }) => as('funnel_conversion', whole.one(metric), { ...step, to: name(to) })),
      ...(time ? [as('funnel_time', whole.one(time), { ...step, ...to })] : []),
      ...(broken && conversion
        ? broken.of(conversion).map((each) => as('funnel_conversion', each, { ...step, ...to }))
        : []),
    ]
  })
  return [...each, ...later]
}
