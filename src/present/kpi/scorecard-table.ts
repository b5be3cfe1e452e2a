import type { Period } from '../../calendar/period.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { whenLegend, whenShort } from '../periods.ts'
import { listTable } from '../table.ts'
import { bilingual } from '../words.ts'
import { changeOf, targetCell, valueCell } from './rows.ts'
import { scorecards } from './scorecards.ts'
import { hasNoPast, isPast, windowsFor } from './windows.ts'

/** The KPIs of a role's scorecard, each over the period it means. */
export interface Scorecard {
  readonly metrics: readonly Metric[]
  readonly windows: ReadonlyMap<Metric, readonly TimeWindow[]>
  readonly readings: Readings
  /** Known as of now only, where the past was asked for. */
  readonly left: readonly Metric[]
}

export async function readScorecard(context: Context, period: Period | undefined): Promise<Scorecard> {
  const { catalog, who } = context
  const listed = scorecards[who.role].map((id) => catalog.metrics.get(id)).filter((metric) => metric !== undefined)
  const past = isPast(context, period)
  const metrics = listed.filter((metric) => !past || !hasNoPast(metric))
  const windows = new Map(
    metrics.map((metric) => [metric, windowsFor(context, metric, { period, against: 'preceding' })]),
  )
  const readings = await context.read({ metrics, windows: (metric) => windows.get(metric) ?? [], targets: true })
  return { metrics, windows, readings, left: listed.filter((metric) => !metrics.includes(metric)) }
}

/** Value, change and target of each KPI. */
export function scorecardTable(
  context: Context,
  { metrics, windows, readings }: Pick<Scorecard, 'metrics' | 'windows' | 'readings'>,
): MessageBlock[] {
  const { locale } = context
  const words = say[locale]
  const rows = metrics.map((metric) => {
    const [window] = windows.get(metric) ?? []
    const reading = readings.one(metric)
    return [
      metric.label[locale],
      window ? whenShort(metric, window, context) : '',
      valueCell(context, metric, reading),
      changeOf(context, metric, reading, readings.one(metric, 1)),
      targetCell(context, metric, reading),
    ]
  })
  return listTable({ caption: words.caption, header: words.columns, rows, pageSize: rows.length }, locale)
}

/** From when to when the periods of a scorecard are. */
export const scorecardDates = (
  context: Context,
  { metrics, windows }: Pick<Scorecard, 'metrics' | 'windows'>,
): string =>
  whenLegend(
    metrics.map((metric) => [metric, windows.get(metric)?.[0]] as const),
    context,
  )

const say = bilingual({
  en: {
    columns: ['KPI', 'Period', 'Value', 'Change', 'Target'],
    caption: 'Change is against the period before, running periods at the same point. ~ = within what chance explains',
  },
  ja: {
    columns: ['KPI', '期間', '値', '変化', '目標'],
    caption: '変化は直前の期間との比較（途中の期間は同時点）。~ は偶然の範囲内',
  },
})
