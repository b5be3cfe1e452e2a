import type { Period } from '../../calendar/period.ts'
import { isFuture, isRunning } from '../../calendar/periods.ts'
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
  if (hasNoPast(metric) && isPast(context, period)) throw noPast(context, metric)
  return { period, asOf: context.now }
}

/** The window of a KPI and the one it is compared with: without a past, with nothing, and the same one is asked twice at no cost. */
export function windowsFor(
  context: Context,
  metric: Metric,
  args: Pick<KpiArgs, 'period' | 'against'>,
): readonly [TimeWindow, TimeWindow] {
  const window = windowOf(context, metric, args)
  if (hasNoPast(metric)) return [window, window]
  return [window, otherWindow(window, context.company.calendar, args.against, metric)]
}

/** A KPI whose past cannot be told fairly is answered as of now, and for nothing that is over. */
export const hasNoPast = ({ comparable }: Metric): boolean => comparable === false

/** Seen from the end of an earlier day, or over before now. */
export const isPast = ({ endOfDay, now, company }: Context, period: Period | undefined): boolean =>
  endOfDay || (period !== undefined && !isRunning(period, now, company.calendar.zone))

/** Why there is no figure of its past, and what to ask instead. */
export const noPast = (context: Context, metric: Metric): UserError =>
  new UserError(nowOnly[context.locale](metric.label[context.locale], context.catalog.idOf(metric) ?? ''))

/** Forecasts and coverage speak of what is to come. */
const looksAhead = (metric: Metric): boolean => factsOf(metric).some(({ id }) => id === 'forecast_opportunities')

const nowOnly = bilingual({
  en: (label: string, id: string) =>
    `${label} is known as of now only: what it rests on (next steps, for one) keeps no past, so a figure of the past would be wrong. Ask as of now: \`/revops kpi ${id}\`.`,
  ja: (label, id) =>
    `${label}は現時点の値のみ表示できます。次のアクションなど、元になる情報の過去の状態が残っていないためです。現時点の値：\`/revops kpi ${id}\``,
})

const notBegun = bilingual({
  en: (period: string) => `${period} has not begun. Try \`this quarter\` or \`last quarter\`.`,
  ja: (period) => `${period}はまだ始まっていません。\`今四半期\` や \`先四半期\` をお試しください。`,
})
