import { isFuture } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { UserError } from '../../errors.ts'
import { otherWindow } from '../../query/other-window.ts'
import { factsOf } from '../../query/plan.ts'
import { inOwnWords } from '../breakdowns.ts'
import { filterText } from '../grammar.ts'
import { defaultPeriod, periodShort } from '../periods.ts'
import { bilingual } from '../words.ts'
import { kpiMessage, trendWindows } from './answer.ts'
import { catalogMessage } from './list.ts'
import type { KpiArgs } from './parse.ts'

export async function askKpi(context: Context, args: KpiArgs): Promise<Message> {
  const { metric, by, where } = args
  if (!metric) return catalogMessage(context)
  const period = args.period ?? defaultPeriod(metric, context)
  if (isFuture(period, context.now, context.company.calendar.zone) && !looksAhead(metric)) {
    throw new UserError(notBegun[context.locale](periodShort(period, context)))
  }
  const window = { period, asOf: context.now }
  const other = otherWindow(window, context.company.calendar, args.against, metric)
  const windows = trendWindows(context, window)
  try {
    const ask = { metrics: [metric], where }
    const [whole, broken, trend] = await Promise.all([
      context.read({ ...ask, windows: [window, other] }),
      by.length > 0 ? context.read({ ...ask, windows: [window, other], by }) : undefined,
      windows.length > 0 ? context.read({ ...ask, windows }) : undefined,
    ])
    return kpiMessage(context, {
      metric,
      window,
      other,
      by,
      filters: filterText(where, context.locale),
      whole,
      readings: broken ?? whole,
      ...(trend ? { trend: { windows, readings: trend } } : {}),
    })
  } catch (error) {
    throw inOwnWords(error, context, `kpi ${context.catalog.idOf(metric) ?? ''}`)
  }
}

/** Forecasts and coverage speak of what is to come. */
const looksAhead = (metric: Metric): boolean => factsOf(metric).some(({ id }) => id === 'forecast_opportunities')

const notBegun = bilingual({
  en: (period: string) => `${period} has not begun. Try \`this quarter\` or \`last quarter\`.`,
  ja: (period) => `${period}はまだ始まっていません。\`今四半期\` や \`先四半期\` をお試しください。`,
})
