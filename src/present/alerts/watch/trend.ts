import type { TrendSpec } from '../../../blocks/chart.ts'
import { shift, spanBetween } from '../../../calendar/periods.ts'
import type { Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { Reading } from '../../../define/reading.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Readings } from '../../../query/engine.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { chartFormat } from '../../kpi/trend.ts'
import { periodShort } from '../../periods.ts'
import { bilingual } from '../../words.ts'
import { daysOf, presentWindow } from './spans.ts'

/** Stretches of time that are drawn, the present one last, and series. */
const points = 9
const mostLines = 4

export interface WatchTrend {
  readonly chart: TrendSpec
  readonly readings: readonly Reading[]
}

/** The series of a message over time, with the line that was crossed and the stretch that it is about. */
export async function trendOf(
  context: Context,
  watch: Watch,
  going: readonly Observation[],
): Promise<WatchTrend | undefined> {
  const { metric, by, where: filters = [] } = watch
  const { locale, company } = context
  const present = presentWindow(watch.over, metric, context, company.calendar)
  if (!present) return undefined
  const windows = windowsOf(context, watch, present)
  const shown = going.slice(0, mostLines)
  const parts = shown.filter(({ series }) => series !== '')
  const read = (broken: boolean): Promise<Readings> =>
    context.read({
      metrics: [metric],
      windows,
      where: [
        ...filters,
        ...(broken && by !== undefined ? [{ dimension: by, values: parts.map(({ series }) => series) }] : []),
      ],
      ...(broken && by !== undefined ? { by: [by] } : {}),
    })
  const [broken, whole] = await Promise.all([
    parts.length > 0 ? read(true) : undefined,
    parts.length < shown.length ? read(false) : undefined,
  ])
  const label = metric.label[locale]
  const [first] = shown
  const line = shown.length === 1 ? first?.facts.line : undefined
  const chart: TrendSpec = {
    kind: 'trend',
    title: [label, shown.length === 1 ? first?.label : undefined].filter(Boolean).join(' · '),
    categories: windows.map((window) => categoryOf(context, watch, window)),
    series: shown.map(({ series, label: name }) => ({
      name: series === '' ? label : name,
      values: windows.map((_, i) => {
        const readings = series === '' ? whole : broken
        return readings?.of(metric, i).find(({ keys }) => series === '' || keys[0] === series)?.value ?? null
      }),
    })),
    format: chartFormat(context, metric.unit),
    ...(typeof line === 'number' ? { threshold: { value: line, label: lineLabel(watch, locale) } } : {}),
    highlight: { from: windows.length - 1, to: windows.length - 1 },
  }
  return { chart, readings: [...(whole?.all ?? []), ...(broken?.all ?? [])] }
}

function windowsOf({ company }: Context, { over }: Watch, present: TimeWindow): TimeWindow[] {
  const { calendar } = company
  const { period, asOf } = present
  const back = Array.from({ length: points }, (_, i) => points - 1 - i)
  if (over === 'now') {
    const local = asOf.toZonedDateTimeISO(calendar.zone)
    return back.map((weeks) => ({ period, asOf: local.subtract({ days: 7 * weeks }).toInstant() }))
  }
  // What adds up towards a target is drawn as it grew, week by week.
  if (over === 'quarter to date' || over === 'month to date') {
    const weeks = Math.ceil(daysOf(present) / 7)
    return Array.from({ length: Math.min(weeks, 14) }, (_, i) => {
      const to = i + 1 === weeks ? period.to : period.from.add({ days: 7 * (i + 1) })
      return { period: spanBetween(period.from, to), asOf }
    })
  }
  return back.map((n) => ({ period: shift(period, -n, calendar), asOf }))
}

/** A stretch goes by its last day. */
function categoryOf(context: Context, { over }: Watch, { period, asOf }: TimeWindow): string {
  if (over === 'last week' || over === 'last month') return periodShort(period, context)
  const last =
    over === 'now'
      ? asOf.toZonedDateTimeISO(context.company.calendar.zone).toPlainDate()
      : period.to.subtract({ days: 1 })
  return periodShort(spanBetween(last, last.add({ days: 1 })), context)
}

function lineLabel({ conditions: [condition] }: Watch, locale: Context['locale']): string {
  const say = words[locale]
  if (condition.kind === 'level') return say.line
  const { against } = condition
  if (against === 'target') return say.target
  return against === 'target pace' ? say.pace : say.usual
}

const words = bilingual({
  en: { line: 'The line', target: 'Target', pace: 'On pace', usual: 'As before' },
  ja: { line: '基準', target: '目標', pace: '目標ペース', usual: '従来の水準' },
})
