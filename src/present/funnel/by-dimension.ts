import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { conversionOf, type FunnelFigures } from './figures.ts'
import { stepName, words } from './words.ts'

/** The same conversions side by side for each value of a dimension, the rows they rest on in brackets. */
export function funnelByDimension(context: Context, { by, broken, steps, view }: FunnelFigures): MessageBlock[] {
  if (!broken || by === undefined) return []
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const names = new Set(
    steps.flatMap(({ volume }) => broken.of(volume).flatMap((each) => (each.value ? [each.by[by] ?? null] : []))),
  )
  const moving = steps.filter((step) => conversionOf(step, view))
  const rows = [...names].map((name) => [
    name ?? say.none,
    ...moving.map((step) => {
      const conversion = conversionOf(step, view)
      const reading = conversion && broken.of(conversion).find((each) => each.by[by] === name)
      return reading && reading.value !== null ? `${formatValue(reading.value, 'percent', style)} (${reading.n})` : '–'
    }),
  ])
  const label = dimensionLabels[by]?.[locale] ?? by
  const header = [
    label,
    ...moving.map(({ step, next }) => say.arrow(stepName(step, locale), next ? stepName(next, locale) : '')),
  ]
  return listTable({ caption: say.byCaption(label), header, rows, budget: 6_000 }, locale)
}
