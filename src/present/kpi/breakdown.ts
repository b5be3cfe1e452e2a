import { linked, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { compare, sameGroup } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue } from '../format.ts'
import { recordUrl } from '../names.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { valueName } from '../value-names.ts'
import { bilingual } from '../words.ts'
import { changeCell } from './change.ts'

/** One row per group: its value, its change, and the rows it rests on. */
export function breakdownTable(
  context: Context,
  metric: Metric,
  readings: Readings,
  by: readonly string[],
): MessageBlock[] {
  const { locale } = context
  const style = styleOf(context)
  const words = say[locale]
  const before = readings.of(metric, 1)
  const rows = readings.of(metric, 0).map((reading) => {
    const previous = sameGroup(reading, before)
    const comparison = previous ? compare(metric, reading, previous) : undefined
    return [
      ...by.map((name, i) => groupCell(context, reading, name, reading.keys[i])),
      number(
        reading.value,
        reading.value === null ? reasonCell(reading, locale) : formatValue(reading.value, metric.unit, style, 'short'),
      ),
      changeCell(comparison, metric.unit, style),
      number(reading.n, String(reading.n)),
    ]
  })
  const header = [...by.map((name) => dimensionLabels[name]?.[locale] ?? name), metric.label[locale], words.change, 'n']
  return listTable({ caption: words.caption(metric.label[locale]), header, rows }, locale)
}

/** An account is a link, where configuration says where accounts are. */
function groupCell({ company, locale }: Context, reading: Reading, dimension: string, key: string | null | undefined) {
  const name = groupName(reading, dimension, locale)
  const url = dimension === 'account' && key != null ? recordUrl(company.links.account, key) : undefined
  return url === undefined ? name : linked(url, name)
}

/** A group's value of a breakdown, as people read it. */
export function groupName({ by }: Reading, dimension: string, locale: Locale): string {
  const value = by[dimension]
  return value == null ? say[locale].none : valueName(dimension, value, locale)
}

const say = bilingual({
  en: {
    none: '(none)',
    change: 'Change',
    caption: (label: string) => `${label}, broken down. ~ = a change within what chance explains`,
  },
  ja: {
    none: '（なし）',
    change: '変化',
    caption: (label) => `${label}の内訳（~ は偶然の範囲内の変化）`,
  },
})
