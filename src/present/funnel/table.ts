import { dataTable, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { compare } from '../../insight/comparison.ts'
import { formatValue, type NumberStyle } from '../format.ts'
import { changeCell } from '../kpi/change.ts'
import { styleOf } from '../style.ts'
import { conversionOf, type FunnelFigures, timeOf } from './figures.ts'
import { stepName, words } from './words.ts'

/** One row per step: how many entered and wait there, what share moved on, how that changed, how long it took. */
export function stepTable(context: Context, figures: FunnelFigures): MessageBlock[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const { steps, whole, view } = figures
  const rows = steps.map((measures) => {
    const conversion = conversionOf(measures, view)
    const reading = conversion && whole.one(conversion)
    const comparison = conversion && reading ? compare(conversion, reading, whole.one(conversion, 1)) : undefined
    const time = timeOf(measures, view)
    const won = view === 'cohort' ? measures.toWon : undefined
    return [
      stepName(measures.step, locale),
      count(whole.one(measures.volume)),
      count(whole.one(measures.balance)),
      reading ? number(reading.value, formatValue(reading.value, 'percent', style)) : '–',
      conversion ? changeCell(comparison, 'percent', style) : '–',
      ...(view === 'cohort' ? [won ? formatValue(whole.one(won).value, 'percent', style) : '–'] : []),
      time ? durationText(whole.one(time), style) : '–',
    ]
  })
  const header = [
    say.step,
    say.entered,
    say.inStep,
    say.next[view],
    say.change,
    ...(view === 'cohort' ? [say.won] : []),
    say.time,
  ]
  const table = dataTable({ caption: say.caption[view], header, rows, pageSize: 15 })
  return table ? [table] : []
}

const count = (reading: Reading) => number(reading.value, String(reading.value ?? 0))

const durationText = (reading: Reading, style: NumberStyle): string =>
  reading.value === null ? '–' : [reading.value, reading.p90 ?? null].map((days) => bare(days, style)).join(' / ')

/** The column's head says that it is days. */
const bare = (days: number | null, style: NumberStyle): string =>
  formatValue(days, 'days', style).replace(/ ?(days?|日)$/, '')
