import { number } from '../../blocks/table.ts'
import type { Block } from '../../blocks/types.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Readings } from '../../query/engine.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatChange, formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { valueName } from '../value-names.ts'
import { type Driver, paired } from './drivers.ts'
import { driverName, words } from './words.ts'

/** Every effect, the largest first; `broken`: what the change is broken down by. */
export function driverTable(context: Context, metric: Metric, drivers: readonly Driver[], broken: string): Block[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const rows = [...drivers]
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .map((driver) => [
      driverName(driver, locale),
      say[driver.kind],
      number(driver.before, formatValue(driver.before, driver.unit, style, 'short')),
      number(driver.after, formatValue(driver.after, driver.unit, style, 'short')),
      number(driver.effect, formatChange(driver.effect, metric.unit, style)),
    ])
  return listTable({ caption: say.effects, header: say.columns(broken), rows }, locale)
}

/** What does not come apart is shown side by side. */
export function medianTable(context: Context, metric: Metric, readings: Readings, by: readonly string[]): Block[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const dimension = by.map((name) => dimensionLabels[name]?.[locale] ?? name).join(' × ')
  const rows = paired(metric, readings).map(({ now, before }) => [
    Object.entries((now ?? before)?.by ?? {})
      .map(([dimension, name]) => (name === null ? say.none : valueName(dimension, name, locale)))
      .join(' / '),
    number(before?.value ?? null, formatValue(before?.value ?? null, metric.unit, style)),
    String(before?.n ?? 0),
    number(now?.value ?? null, formatValue(now?.value ?? null, metric.unit, style)),
    String(now?.n ?? 0),
  ])
  return listTable({ caption: say.mediansCaption, header: say.medianColumns(dimension), rows }, locale)
}
