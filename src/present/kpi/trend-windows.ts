import { Temporal } from 'temporal-polyfill'
import type { Grain, Period } from '../../calendar/period.ts'
import { isFuture, split } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import { UserError } from '../../errors.ts'
import type { TimeWindow } from '../../query/window.ts'
import { periodShort } from '../periods.ts'
import { bilingual } from '../words.ts'

/** Points that a picture still shows apart. */
const mostPoints = 104

/**
 * The units that a period is drawn in, oldest first, cut to the period where it is no whole number of them; those still
 * to come are left out. Without a grain: those it is made of, or for a single one the next smaller.
 */
export function trendWindows(context: Context, { period, asOf }: TimeWindow, grain: Grain | null): TimeWindow[] {
  const { calendar } = context.company
  const unit = grain ?? naturalGrain(period)
  const units = split(period, unit, calendar).map((each) => clamped(each, period))
  if (units.length > mostPoints) {
    throw new UserError(say[context.locale].tooMany(periodShort(period, context), units.length))
  }
  return units.filter((each) => !isFuture(each, asOf, calendar.zone)).map((each) => ({ period: each, asOf }))
}

/** The last 4 quarters are 4 points; one quarter is drawn by month. */
function naturalGrain({ grain, count }: Period): Grain {
  if (grain === 'span') return count > 62 ? 'month' : count > 14 ? 'week' : 'day'
  return count > 1 ? grain : smaller[grain]
}

const smaller: Readonly<Record<Grain, Grain>> = {
  day: 'day',
  week: 'day',
  month: 'week',
  quarter: 'month',
  half: 'month',
  year: 'month',
}

function clamped(unit: Period, { from, to }: Period): Period {
  const late = Temporal.PlainDate.compare(unit.from, from) < 0
  const long = Temporal.PlainDate.compare(unit.to, to) > 0
  if (!late && !long) return unit
  const [start, end] = [late ? from : unit.from, long ? to : unit.to]
  return { from: start, to: end, grain: 'span', count: start.until(end).days, fiscal: false }
}

const say = bilingual({
  en: {
    tooMany: (period: string, n: number) =>
      `${period} is ${n} points at that grain, too many for one chart. Try a shorter period, or \`monthly\`.`,
  },
  ja: {
    tooMany: (period, n) =>
      `${period}をその単位で表示すると${n}点になり、1つのグラフに収まりません。期間を短くするか、\`月別\` をお試しください。`,
  },
})
