import { isFuture } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import { otherWindow } from '../../query/other-window.ts'
import { factsOf } from '../../query/plan.ts'
import type { TimeWindow } from '../../query/window.ts'
import { defaultPeriod, periodShort } from '../periods.ts'
import { bilingual } from '../words.ts'
import type { KpiArgs } from './parse.ts'

/** The period asked for, or the one that the KPI means; what has not begun has nothing to say, except forecasts. */
export function windowOf(context: Context, metric: Metric, { period: asked }: Pick<KpiArgs, 'period'>): TimeWindow {
  const period = asked ?? defaultPeriod(metric, context)
  if (isFuture(period, context.now, context.company.calendar.zone) && !looksAhead(metric)) {
    throw new UserError(notBegun[context.locale](periodShort(period, context)))
  }
  return { period, asOf: context.now }
}

/** The window of a KPI and the one it is compared with. */
export function windowsFor(
  context: Context,
  metric: Metric,
  args: Pick<KpiArgs, 'period' | 'against'>,
): readonly [TimeWindow, TimeWindow] {
  const window = windowOf(context, metric, args)
  return [window, otherWindow(window, context.company.calendar, args.against, metric)]
}

/** Forecasts and coverage speak of what is to come. */
const looksAhead = (metric: Metric): boolean => factsOf(metric).some(({ id }) => id === 'forecast_opportunities')

const notBegun = bilingual({
  en: (period: string) => `${period} has not begun. Try \`this quarter\` or \`last quarter\`.`,
  ja: (period) => `${period}はまだ始まっていません。\`今四半期\` や \`先四半期\` をお試しください。`,
})
