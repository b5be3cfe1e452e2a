import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { sameGroup } from '../../insight/comparison.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import { dimensionLabels } from '../dimensions.ts'
import { formatValue } from '../format.ts'
import { groupName } from '../kpi/breakdown.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import { conversionOf, type FunnelFigures } from './figures.ts'
import { stepName, words } from './words.ts'

const mostColumns = 6

/** The same conversions side by side for each value of a dimension, the rows they rest on in brackets. */
export function funnelByDimension(context: Context, { by, broken, steps, view }: FunnelFigures): MessageBlock[] {
  if (!broken || by === undefined) return []
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const present = steps.flatMap(({ volume }) => broken.of(volume).filter(({ value }) => value))
  const groups = [...new Map(present.map((each) => [JSON.stringify(each.keys), each])).values()]
  const moving = steps.filter((step) => conversionOf(step, view))
  const cell = (step: StepMeasures, group: Reading): string => {
    const conversion = conversionOf(step, view)
    const reading = conversion && sameGroup(group, broken.of(conversion))
    return reading && reading.value !== null ? `${formatValue(reading.value, 'percent', style)} (${reading.n})` : '–'
  }
  const name = (group: Reading): string => groupName(group, by, locale)
  const way = ({ step, next }: StepMeasures): string =>
    say.arrow(stepName(step, locale), next ? stepName(next, locale) : '')
  const label = dimensionLabels[by]?.[locale] ?? by
  // A few groups stand side by side; many are a list.
  const [header, rows] =
    groups.length <= mostColumns
      ? [
          [say.step, ...groups.map(name)],
          moving.map((step) => [way(step), ...groups.map((group) => cell(step, group))]),
        ]
      : [[label, ...moving.map(way)], groups.map((group) => [name(group), ...moving.map((step) => cell(step, group))])]
  return listTable({ caption: say.byCaption(label), header, rows, budget: 6_000 }, locale)
}
