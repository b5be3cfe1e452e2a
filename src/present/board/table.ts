import { dataTable, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { compare } from '../../insight/comparison.ts'
import { formatValue } from '../format.ts'
import { changeCell } from '../kpi/change.ts'
import { periodShort } from '../periods.ts'
import { isWithheld, reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { type BoardFigures, columns, flows, standing, trailing } from './figures.ts'
import { words } from './words.ts'

/** Every KPI of the month beside the month before, the year before and the year to date. */
export function boardTable(context: Context, figures: BoardFigures): MessageBlock[] {
  const say = words[context.locale]
  const [month, before, year] = [figures.month, figures.before, figures.yearBefore].map((each) =>
    periodShort(each, context),
  )
  const table = dataTable({
    caption: say.caption(month ?? ''),
    header: say.columns(month ?? '', before ?? '', year ?? ''),
    rows: rowsOf(context, figures),
    pageSize: 12,
  })
  return table ? [table] : []
}

function rowsOf(context: Context, { table }: BoardFigures) {
  const style = styleOf(context)
  const cell = (metric: Metric, window: number) => {
    const [reading] = table.of(metric, window)
    if (!reading) return '–'
    if (reading.value === null) return reasonCell(reading, context.locale)
    return number(reading.value, formatValue(reading.value, metric.unit, style, 'short'))
  }
  const change = (metric: Metric, window: number, other: number): string => {
    const [now] = table.of(metric, window)
    const [then] = table.of(metric, other)
    return now && then ? changeCell(compare(metric, now, then), metric.unit, style) : '–'
  }
  const { month, before, yearBefore, toDate, toDateBefore } = columns
  const shown = [...standing, ...trailing, ...flows].filter((metric) => !table.of(metric).some(isWithheld))
  return shown.map((metric) => [
    labelOf(context, metric),
    cell(metric, month),
    change(metric, month, before),
    change(metric, month, yearBefore),
    cell(metric, toDate),
    change(metric, toDate, toDateBefore),
  ])
}

/** A figure's name with what it is over, where that is not the month. */
export function labelOf({ locale }: Context, metric: Metric): string {
  const label = metric.label[locale]
  if (trailing.includes(metric)) return words[locale].trailing(label)
  return standing.includes(metric) ? words[locale].ending(label) : label
}
