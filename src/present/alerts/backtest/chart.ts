import type { ChartSpec } from '../../../blocks/chart.ts'
import { limits } from '../../../blocks/limits.ts'
import { formatDayShort } from '../../../calendar/format.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { chartFormat } from '../../kpi/trend.ts'
import { bilingual } from '../../words.ts'
import type { Backtest, Look } from './run.ts'

/** A chart, and whether its points carry the mark that the legend explains. */
interface BacktestChart {
  readonly chart: ChartSpec
  readonly marked: boolean
}

/**
 * The series that fired longest over the time of a backtest, beside the line that it was held to; points at which it would
 * have been firing carry a mark. Of a rule over deals or accounts, how many of them were firing at each point.
 */
export function backtestChart(context: Context, alert: Alert, found: Backtest): BacktestChart | undefined {
  const groups = grouped(found.looks)
  if (groups.length < 2) return undefined
  const { locale, company } = context
  const say = words[locale]
  const worst = longest(found)
  const metric = alert.uses?.[0]
  const day = ({ at }: Look) => formatDayShort(at.toZonedDateTimeISO(company.calendar.zone).toPlainDate(), locale)
  const days = groups.map((looks) => looks.at(-1)).map((last) => (last ? day(last) : ''))
  const facts = groups.map((looks) => looks.at(-1)?.observations.find(({ series }) => series === worst)?.facts)
  const values = facts.map((each) => numberOf(each?.value))
  if (metric && worst !== undefined && values.some((value) => value !== null)) {
    const line = facts.map((each) => numberOf(each?.line))
    const label = found.firings.find(({ series }) => series === worst)?.label ?? labelOf(found, worst)
    const marks = groups.map((looks) => looks.some(({ at }) => isFiring(found, worst, at)))
    const chart: ChartSpec = {
      kind: 'trend',
      title: [metric.label[locale], label].filter(Boolean).join(' · '),
      categories: days.map((each, i) => (marks[i] ? `${each} ${say.mark}` : each)),
      series: [
        { name: metric.label[locale], values },
        ...(line.some((value) => value !== null) ? [{ name: say.line, values: line, style: 'dashed' } as const] : []),
      ],
      format: chartFormat(context, metric.unit),
    }
    return { chart, marked: marks.some(Boolean) }
  }
  const counts = groups.map((looks) => looks.at(-1)).map((last) => (last ? firingAt(found, last.at) : 0))
  const series = [{ name: say.firing, values: counts }]
  const format = chartFormat(context, 'count')
  return { chart: { kind: 'trend', title: say.firing, categories: days, series, format }, marked: false }
}

/** What the mark beside a point means. */
export const chartLegend = ({ locale }: Context): string => words[locale].legend

/** Looks in as many stretches as a chart has points. */
function grouped(looks: readonly Look[]): Look[][] {
  const size = Math.max(1, Math.ceil(looks.length / limits.chart.points))
  // The latest stretch is whole: the oldest one may be short.
  const first = looks.length % size || size
  const groups = looks.length > 0 ? [looks.slice(0, first)] : []
  for (let i = first; i < looks.length; i += size) groups.push(looks.slice(i, i + size))
  return groups
}

/** The series with most of its looks in firing; of none, the one that weighed most when last seen. */
function longest({ looks, firings }: Backtest): string | undefined {
  const counts = new Map<string, number>()
  for (const { series, since, until } of firings) {
    const during = looks.filter(({ at }) => isWithin(at, since, until)).length
    counts.set(series, (counts.get(series) ?? 0) + during)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  if (most) return most[0]
  const seen = looks.findLast(({ observations }) => observations.length > 0)?.observations ?? []
  return [...seen].sort((a, b) => b.weight - a.weight)[0]?.series
}

const labelOf = ({ looks }: Backtest, series: string): string | undefined =>
  looks
    .findLast(({ observations }) => observations.some((each) => each.series === series))
    ?.observations.find((each) => each.series === series)?.label

type At = Look['at']

const isWithin = (at: At, since: At, until: At | null): boolean =>
  at.epochMilliseconds >= since.epochMilliseconds && (until === null || at.epochMilliseconds < until.epochMilliseconds)

const isFiring = ({ firings }: Backtest, series: string | undefined, at: At): boolean =>
  firings.some((each) => each.series === series && isWithin(at, each.since, each.until))

const firingAt = ({ firings }: Backtest, at: At): number =>
  firings.filter(({ since, until }) => isWithin(at, since, until)).length

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const words = bilingual({
  en: { mark: '●', legend: '● would have been firing', line: 'Held against', firing: 'Firing' },
  ja: { mark: '●', legend: '● アラート発生中に相当', line: '比較対象', firing: '発生中の件数' },
})
