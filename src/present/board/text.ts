import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { compare } from '../../insight/comparison.ts'
import arr from '../../metrics/arr.ts'
import bookings from '../../metrics/bookings.ts'
import nrr from '../../metrics/nrr.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import { formatChange, formatValue } from '../format.ts'
import { changeText } from '../kpi/change.ts'
import { periodShort } from '../periods.ts'
import { sentences } from '../plain.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { arrMoves, type BoardFigures, columns, flows, standing, trailing } from './figures.ts'
import { labelOf } from './table.ts'
import { words } from './words.ts'

const { month, before, yearBefore, toDate, toDateBefore } = columns

/** What changed: ARR against both months, bookings of the month and of the year so far against their targets. */
export function changedText(context: Context, figures: BoardFigures): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const { table } = figures
  const money = (metric: Metric, window: number): string =>
    formatValue(table.one(metric, window).value, 'money', style, 'short')
  const share = (window: number): string | null => {
    const { value } = table.one(quotaAttainment, window)
    return value === null ? null : formatValue(value, 'percent', style)
  }
  const versus = (metric: Metric, window: number, other: number, name: string): string[] => {
    const comparison = compare(metric, table.one(metric, window), table.one(metric, other))
    return comparison ? [changeText(comparison, metric.unit, style, name)] : []
  }
  const changes = [
    ...versus(arr, month, before, periodShort(figures.before, context)),
    ...versus(arr, month, yearBefore, periodShort(figures.yearBefore, context)),
  ]
  const ending = table.one(arr)
  const when = periodShort(figures.month, context)
  const first =
    ending.value === null
      ? reasonText(ending, arr, when, locale)
      : say.arr(when, money(arr, month), changes.join(say.and))
  const year = versus(bookings, toDate, toDateBefore, locale === 'ja' ? '前年同期' : 'a year ago')
  if (isWithheld(table.one(bookings))) return first
  return [
    ...(first ? [first] : []),
    sentences(locale, [
      say.bookings(money(bookings, month), table.one(bookings).n, share(month)),
      say.toDate(money(bookings, toDate), share(toDate), year[0] ?? ''),
    ]),
  ].join('\n')
}

/** What it means: where the change of ARR came from, and whether existing customers carry growth by themselves. */
export function meaningText(context: Context, { table, moves }: BoardFigures): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const [fresh = 0, back = 0, ...rest] = arrMoves.map((metric) => (moves.one(metric).value ?? 0) * 12)
  const existing = rest.reduce((sum, value) => sum + value, 0)
  const retention = table.one(nrr)
  const known = moves.all.every(({ reason }) => reason === null)
  const moved = fresh !== 0 || back !== 0 || existing !== 0
  return sentences(locale, [
    known && moved
      ? say.meaning(formatChange(fresh + back, 'money', style), formatChange(existing, 'money', style))
      : '',
    retention.value === null ? '' : say.retention(formatValue(retention.value, 'percent', style), retention.value >= 1),
  ])
}

/** What to look at: what is worse than both the month before and a year before, unless chance explains it. */
export function worseText(context: Context, { table }: BoardFigures): string {
  const { locale } = context
  const say = words[locale]
  const isWorse = (metric: Metric, other: number): boolean => {
    const comparison = compare(metric, table.one(metric), table.one(metric, other))
    return comparison?.better === false && comparison.largerThanChance !== false
  }
  const worse = [...standing, ...trailing, ...flows].filter((metric) =>
    [before, yearBefore].every((other) => isWorse(metric, other)),
  )
  return worse.length === 0 ? say.noneWorse : say.worse(say.listed(worse.map((metric) => labelOf(context, metric))))
}
