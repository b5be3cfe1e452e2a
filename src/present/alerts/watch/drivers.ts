import { section } from '../../../blocks/build.ts'
import type { Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { MessageBlock } from '../../../define/message.ts'
import type { Watch } from '../../../define/rule.ts'
import { dimensionLabels } from '../../dimensions.ts'
import { roundsToNothing } from '../../format.ts'
import { styleOf } from '../../style.ts'
import { defaultDimension } from '../../why/dimension.ts'
import { ratioDrivers, sumDrivers } from '../../why/drivers.ts'
import { driverText } from '../../why/words.ts'
import { bilingual } from '../../words.ts'
import { daysOf, otherWindowOf, presentWindow } from './spans.ts'

/** Drivers that are told. */
const most = 3

/**
 * What lies behind a change: the three parts of the worst series that contributed most, of a ratio exactly (mix and
 * rate), of a sum as amounts. Nothing where the two sides are no change of one thing into another.
 */
export async function driversOf(context: Context, watch: Watch, worst: Observation): Promise<MessageBlock[]> {
  const { metric, over, conditions, by: split, where: filters = [] } = watch
  const calendar = context.company.calendar
  const change = conditions.find((condition) => condition.kind === 'change')
  const window = presentWindow(over, metric, context, calendar)
  const other = change && window && otherWindowOf(change.against, over, window, context, calendar)
  if (!window || !other || (metric.kind !== 'ratio' && metric.kind !== 'sum')) return []
  if (metric.kind === 'sum' && daysOf(window) !== daysOf(other)) return []
  const by = defaultDimension(metric, context, split)
  if (by === undefined) return []
  const where = [
    ...filters,
    ...(split === undefined || worst.series === '' ? [] : [{ dimension: split, values: [worst.series] }]),
  ]
  const readings = await context.read({ metrics: [metric], windows: [window, other], where, by: [by] })
  const drivers =
    metric.kind === 'ratio'
      ? ratioDrivers(metric, readings, context.locale)
      : sumDrivers(metric, readings, context.locale)
  const style = styleOf(context)
  const lines = drivers
    .filter(({ effect }) => !roundsToNothing(effect, metric.unit, style))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, most)
    .map((driver) => `• ${driverText(driver, metric, style)}`)
  const dimension = dimensionLabels[by]?.[context.locale] ?? by
  return lines.length > 0 ? [section([`*${words[context.locale](dimension)}*`, ...lines].join('\n'))] : []
}

const words = bilingual({
  en: (dimension: string) => `What lies behind it, by ${dimension.toLowerCase()}`,
  ja: (dimension) => `背景（${dimension}別）`,
})
