import { number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { compare } from '../../insight/comparison.ts'
import { formatValue } from '../format.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { changeCell } from './change.ts'
import { marked } from './maturity.ts'

type Cells = (string | ReturnType<typeof number>)[]

/** A value as a table's cell: sorted by the number, or the reason why there is none. */
export const valueCell = (context: Context, metric: Metric, reading: Reading): Cells[number] =>
  number(
    reading.value,
    reading.value === null
      ? reasonCell(reading, context.locale)
      : marked(formatValue(reading.value, metric.unit, styleOf(context), 'short'), reading, context.locale),
  )

/** How a reading changed against another, as a table's cell. */
export const changeOf = (context: Context, metric: Metric, now: Reading, before: Reading | undefined): string =>
  changeCell(before ? compare(metric, now, before) : undefined, metric.unit, styleOf(context))

/** A target, and how much of it a sum or count has reached. */
export function targetCell(context: Context, metric: Metric, { value, target }: Reading): string {
  if (!target) return '–'
  const style = styleOf(context)
  const shown = formatValue(target.value, metric.unit, style, 'short')
  if (value === null || target.value <= 0 || !adds(metric)) return shown
  return say[context.locale](formatValue(value / target.value, 'percent', style), shown)
}

/** What adds up over time is held against its target as a share of it; a ratio is not a share of another. */
export const adds = (metric: Metric): boolean => metric.kind === 'sum'

const say = bilingual({
  en: (share: string, target: string) => `${share} of ${target}`,
  ja: (share, target) => `${target}の${share}`,
})
