import { context as contextBlock, fields, header } from '../../blocks/build.ts'
import type { WaterfallSpec } from '../../blocks/chart.ts'
import { formatPeriod } from '../../calendar/format.ts'
import { preceding } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import { compare } from '../../insight/comparison.ts'
import arr from '../../metrics/arr.ts'
import bookings from '../../metrics/bookings.ts'
import cac from '../../metrics/cac.ts'
import forecastAccuracy from '../../metrics/forecast-accuracy.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import { formatPercentChange, formatValue } from '../format.ts'
import { changeText } from '../kpi/change.ts'
import { chartFormat } from '../kpi/trend.ts'
import { paragraph } from '../lines.ts'
import { periodShort } from '../periods.ts'
import { sentences, spoken } from '../plain.ts'
import { provenance, scopeText, staleWarning } from '../provenance.ts'
import { isWithheld, reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { arrMoves, type BoardFigures, boardRelations, columns } from './figures.ts'
import { boardTable } from './table.ts'
import { changedText, meaningText, worseText } from './text.ts'
import { words } from './words.ts'

/**
 * A month for the board: what changed, what it means, what to look at; then every figure beside the month before, the year
 * before and the year to date. Names nobody. Null for a company that has neither customers nor bookings.
 */
export function boardMessage(context: Context, figures: BoardFigures): Message | null {
  const { locale, company } = context
  const say = words[locale]
  const { table } = figures
  const [end, year] = [table.one(arr), table.one(bookings, columns.toDate)]
  if (!isWithheld(end) && !end.value && !isWithheld(year) && year.n === 0) return null
  const chart = arrChart(context, figures)
  const title = formatPeriod(figures.month, locale, company.calendar)
  const changed = changedText(context, figures)
  const rest = [meaningText(context, figures), worseText(context, figures)].filter(Boolean)
  return {
    text: spoken(locale, [say.heading, title], sentences(locale, [...changed.split('\n'), ...rest])),
    blocks: [
      ...staleWarning(context, boardRelations),
      header(say.heading),
      contextBlock([`${title} · ${scopeText(context, context.scope)}`]),
      ...paragraph([changed]),
      ...paragraph(rest),
      ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
      ...boardTable(context, figures),
      ...fields(besideFields(context, figures)),
      provenance(context, {
        relations: boardRelations,
        // Only these: a forecast's small print names people.
        readings: [arr, bookings, cac].map((metric) => table.one(metric)),
        extra: chart ? [say.movesNote] : [],
      }),
    ],
    charts: chart ? [chart] : [],
    readings: [figures.table, figures.moves, figures.coverage, figures.accuracy].flatMap(({ all }) => all),
  }
}

/** From the ARR of the month before to that of the month. */
function arrChart(context: Context, { table, moves, month, before }: BoardFigures): WaterfallSpec | undefined {
  const say = words[context.locale]
  const [start, end] = [table.one(arr, columns.before).value, table.one(arr).value]
  const steps = arrMoves.flatMap((metric, i) => {
    const value = (moves.one(metric).value ?? 0) * 12
    return value === 0 ? [] : [{ label: say.moves[i] ?? '', value, kind: 'change' as const }]
  })
  if (start === null || end === null || steps.length === 0) return undefined
  const [first, last] = [before, month].map((each) => periodShort(each, context))
  return {
    kind: 'waterfall',
    title: say.movement(first ?? '', last ?? ''),
    steps: [
      { label: say.start(first ?? ''), value: start, kind: 'total' },
      ...steps,
      { label: say.start(last ?? ''), value: end, kind: 'total' },
    ],
    format: chartFormat(context, 'money'),
  }
}

/** What is not of a month: the running quarter’s coverage, and how well the last closed quarter was foreseen. */
function besideFields(context: Context, { coverage, accuracy, quarter, closedQuarter }: BoardFigures): string[] {
  const { locale, company } = context
  const say = words[locale]
  const style = styleOf(context)
  const covered = coverage.one(pipelineCoverage)
  const judged = accuracy.one(forecastAccuracy)
  const comparison = compare(forecastAccuracy, judged, accuracy.one(forecastAccuracy, 1))
  const bias = judged.beside[0]?.value
  const earlier = preceding(closedQuarter, company.calendar)
  const how = [
    ...(bias == null ? [] : [say.bias(formatPercentChange(bias, style))]),
    ...(comparison ? [changeText(comparison, 'percent', style, periodShort(earlier, context))] : []),
  ]
  const shown = (reading: typeof covered, unit: 'multiple' | 'percent'): string =>
    reading.value === null ? reasonCell(reading, locale) : formatValue(reading.value, unit, style)
  return [
    ...(isWithheld(covered) ? [] : [`*${say.coverage(periodShort(quarter, context))}*\n${shown(covered, 'multiple')}`]),
    ...(isWithheld(judged)
      ? []
      : [`*${say.accuracy(periodShort(closedQuarter, context))}*\n${[shown(judged, 'percent'), ...how].join('\n')}`]),
  ]
}
