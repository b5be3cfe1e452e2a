import type { TrendSpec, ValueFormat } from '../../blocks/chart.ts'
import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Unit } from '../../define/words.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { periodShort } from '../periods.ts'

/** A KPI over its grains, oldest first; the running one is drawn as such. */
export function trendChart(
  context: Context,
  metric: Metric,
  { windows, readings }: { readonly windows: readonly TimeWindow[]; readonly readings: Readings },
): TrendSpec {
  const last = windows.at(-1)
  return {
    kind: 'trend',
    title: metric.label[context.locale],
    categories: windows.map(({ period }) => periodShort(period, context)),
    series: [{ name: metric.label[context.locale], values: windows.map((_, i) => readings.one(metric, i).value) }],
    format: chartFormat(context, metric.unit),
    running: last !== undefined && isRunning(last.period, context.now, context.company.calendar.zone),
  }
}

/** How a chart writes values of a unit. */
export function chartFormat({ locale, company }: Context, unit: Unit): ValueFormat {
  switch (unit) {
    case 'money':
    case 'money_per_day':
      return { style: 'currency', currency: company.currency, locale }
    case 'percent':
      return { style: 'percent', locale }
    case 'days':
    case 'hours':
      return { style: unit, locale }
    default:
      return { style: 'number', locale }
  }
}
