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

/** A value as a table's cell: sorted by the number, or the reason why there is none; `what`: a word on what it is. */
export function valueCell(context: Context, metric: Metric, reading: Reading, what?: string): Cells[number] {
  const { locale } = context
  if (reading.value === null) return number(null, reasonCell(reading, locale))
  const shown = formatValue(reading.value, metric.unit, styleOf(context), 'short')
  return number(reading.value, marked(what === undefined ? shown : `${shown} ${what}`, reading, locale))
}

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
