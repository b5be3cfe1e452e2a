import type { TrendSpec, ValueFormat } from '../../blocks/chart.ts'
import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Unit } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { periodShort } from '../periods.ts'
import { bilingual } from '../words.ts'
import { marked } from './maturity.ts'

export interface Trend {
  readonly windows: readonly TimeWindow[]
  readonly readings: Readings
}

/** Lines that a chart still tells apart. */
const mostLines = 6

/** A KPI over its grains, oldest first, one line per group; the running grain is drawn as such. */
export function trendChart(context: Context, metric: Metric, { windows, readings }: Trend): TrendSpec {
  const last = windows.at(-1)
  const immature = windows.map((_, i) => readings.of(metric, i).find(({ mature }) => !mature))
  return {
    kind: 'trend',
    title: metric.label[context.locale],
    categories: windows.map(({ period }, i) =>
      marked(periodShort(period, context), immature[i] ?? { mature: true }, context.locale),
    ),
    series: linesOf(context, metric, { windows, readings }),
    format: chartFormat(context, metric.unit),
    running: last !== undefined && isRunning(last.period, context.now, context.company.calendar.zone),
    immature: immature.filter((reading) => reading !== undefined).length,
  }
}

function linesOf(context: Context, metric: Metric, { windows, readings }: Trend): TrendSpec['series'] {
  const label = metric.label[context.locale]
  const groups = readings.of(metric, windows.length - 1)
  if (groups.every(({ keys }) => keys.length === 0)) {
    return [{ name: label, values: windows.map((_, i) => readings.one(metric, i).value) }]
  }
  // The groups that weigh most in the latest grain; a state keeps only those that are still there.
  const shown = [...groups].sort((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, mostLines)
  return shown.map((group) => ({
    name: nameOf(group, say[context.locale]),
    values: windows.map((_, i) => sameGroup(group, readings.of(metric, i))?.value ?? null),
  }))
}

const nameOf = ({ by }: Reading, none: string): string =>
  Object.values(by)
    .map((name) => name ?? none)
    .join(' / ')

/** How many groups a chart leaves out. */
export const linesLeftOut = (metric: Metric, { windows, readings }: Trend): number =>
  Math.max(0, readings.of(metric, windows.length - 1).length - mostLines)

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

const say = bilingual({ en: '(none)', ja: '（なし）' })
