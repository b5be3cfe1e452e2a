import type { TrendSpec, ValueFormat } from '../../blocks/chart.ts'
import type { Grain } from '../../calendar/period.ts'
import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale, Unit } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { periodShort } from '../periods.ts'
import { bilingual } from '../words.ts'
import { groupName } from './breakdown.ts'
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
    title: trendTitle(context, metric, windows),
    categories: windows.map(({ period }, i) =>
      marked(periodShort(period, context), immature[i] ?? { mature: true }, context.locale),
    ),
    series: linesOf(context, metric, { windows, readings }),
    format: chartFormat(context, metric.unit),
    running: last !== undefined && isRunning(last.period, context.now, context.company.calendar.zone),
    immature: immature.filter((reading) => reading !== undefined).length,
  }
}

/** A KPI that is asked for over a trailing year is drawn unit by unit: another figure, which its title has to say. */
function trendTitle({ locale }: Context, metric: Metric, windows: Trend['windows']): string {
  const label = metric.label[locale]
  if (metric.defaultPeriod !== 'trailing 12 months') return label
  // The first and the last may be cut to the period asked for.
  const grain = (windows[1] ?? windows[0])?.period.grain ?? 'span'
  return `${label}${words[locale].each[grain]}`
}

function linesOf(context: Context, metric: Metric, { windows, readings }: Trend): TrendSpec['series'] {
  const label = metric.label[context.locale]
  const groups = latestGroups(metric, { windows, readings })
  if (groups.every(({ keys }) => keys.length === 0)) {
    return [{ name: label, values: windows.map((_, i) => readings.one(metric, i).value) }]
  }
  // The groups that weigh most in the latest grain; a state keeps only those that are still there.
  const shown = [...groups].sort((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, mostLines)
  return shown.map((group) => ({
    name: nameOf(group, context.locale),
    values: windows.map((_, i) => sameGroup(group, readings.of(metric, i))?.value ?? null),
  }))
}

/** Of the latest grain that has any: of a state, or of a KPI that counts few rows, the last may have none. */
function latestGroups(metric: Metric, { windows, readings }: Trend): readonly Reading[] {
  const each = windows.map((_, i) => readings.of(metric, i)).filter(({ length }) => length > 0)
  return each.at(-1) ?? []
}

/** Whether there is anything to draw: broken down, a KPI without rows has no group and no line. */
export const hasLines = (metric: Metric, trend: Trend): boolean => latestGroups(metric, trend).length > 0

const nameOf = (group: Reading, locale: Locale): string =>
  Object.keys(group.by)
    .map((dimension) => groupName(group, dimension, locale))
    .join(' / ')

/** How many groups a chart leaves out. */
export const linesLeftOut = (metric: Metric, trend: Trend): number =>
  Math.max(0, latestGroups(metric, trend).length - mostLines)

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

const words = bilingual({
  en: {
    none: '(none)',
    each: {
      day: ', each day by itself',
      week: ', each week by itself',
      month: ', each month by itself',
      quarter: ', each quarter by itself',
      half: ', each half-year by itself',
      year: ', each year by itself',
      span: ', each period by itself',
    } satisfies Record<Grain | 'span', string> as Record<Grain | 'span', string>,
  },
  ja: {
    none: '（なし）',
    each: {
      day: '（各日単独）',
      week: '（各週単独）',
      month: '（各月単独）',
      quarter: '（各四半期単独）',
      half: '（各半期単独）',
      year: '（各年単独）',
      span: '（各期間単独）',
    },
  },
})
