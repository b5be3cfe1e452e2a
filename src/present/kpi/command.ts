import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { TimeWindow } from '../../query/window.ts'
import { inOwnWords } from '../breakdowns.ts'
import { filterText } from '../grammar.ts'
import { kpiMessage } from './answer.ts'
import type { KpiArgs } from './parse.ts'
import { scorecardMessage } from './scorecard.ts'
import { severalMessage } from './several.ts'
import { tableMessage } from './table.ts'
import { trendWindows } from './trend-windows.ts'
import { hasNoPast, noPast, windowsFor } from './windows.ts'

/** One KPI, several side by side, or the scorecard of the asker's role. */
export async function askKpi(context: Context, args: KpiArgs): Promise<Message> {
  const [metric, ...others] = args.metrics
  if (!metric) return scorecardMessage(context, args)
  try {
    if (others.length > 0) return await severalMessage(context, args)
    return metric.kind === 'table' ? await tableMessage(context, metric, args) : await one(context, metric, args)
  } catch (error) {
    throw inOwnWords(error, context, `kpi ${context.catalog.idOf(metric) ?? ''}`, `kpi ${args.typed}`)
  }
}

/** The last 4 quarters are drawn without being asked; one quarter is not. */
export const isDrawn = ({ period }: TimeWindow, { trend }: Pick<KpiArgs, 'trend'>): boolean =>
  trend !== undefined || (period.grain !== 'span' && period.count > 1)

async function one(context: Context, metric: Metric, args: KpiArgs): Promise<Message> {
  const { where, trend } = args
  const by = args.by.length > 0 || metric.defaultBy === undefined ? args.by : [metric.defaultBy]
  const [window, other] = windowsFor(context, metric, args)
  const drawn = isDrawn(window, args)
  if (drawn && hasNoPast(metric)) throw noPast(context, metric)
  const windows = drawn ? trendWindows(context, window, trend ?? null) : []
  const ask = { metrics: [metric], where }
  const lines = trend === undefined ? [] : by.slice(0, 1)
  const plain = by.length === 0 && where.length === 0
  const [whole, broken, drawnReadings, reported] = await Promise.all([
    context.read({ ...ask, windows: [window, other], targets: true }),
    by.length > 0 ? context.read({ ...ask, windows: [window, other], by }) : undefined,
    windows.length > 1 ? context.read({ ...ask, windows, by: lines }) : undefined,
    plain ? context.firstReported([metric], [window.period]) : [],
  ])
  return kpiMessage(context, {
    metric,
    window,
    other,
    by,
    where,
    asked: { ...args, by },
    filters: filterText(where, context.locale),
    whole,
    readings: broken ?? whole,
    reported,
    ...(drawnReadings ? { trend: { windows, readings: drawnReadings } } : {}),
  })
}
