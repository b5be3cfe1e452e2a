import type { Period } from '../../calendar/period.ts'
import { lastComplete, periodContaining, preceding, sameLastYear } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import arr from '../../metrics/arr.ts'
import bookings from '../../metrics/bookings.ts'
import cac from '../../metrics/cac.ts'
import forecastAccuracy from '../../metrics/forecast-accuracy.ts'
import grr from '../../metrics/grr.ts'
import ltvCac from '../../metrics/ltv-cac.ts'
import mrrChurned from '../../metrics/mrr-churned.ts'
import mrrContraction from '../../metrics/mrr-contraction.ts'
import mrrExpansion from '../../metrics/mrr-expansion.ts'
import mrrNew from '../../metrics/mrr-new.ts'
import mrrReactivation from '../../metrics/mrr-reactivation.ts'
import newCustomers from '../../metrics/new-customers.ts'
import nrr from '../../metrics/nrr.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import winRate from '../../metrics/win-rate.ts'

/** What moves ARR in a month: new first, churn last. */
export const arrMoves = [mrrNew, mrrReactivation, mrrExpansion, mrrContraction, mrrChurned] as const

/** As they stand when a month ends. */
export const standing: readonly Metric[] = [arr, openPipeline]
/** Over the twelve months that end with a month. */
export const trailing: readonly Metric[] = [nrr, grr, ltvCac]
/** Over a month, and over the year to its end. */
export const flows: readonly Metric[] = [bookings, quotaAttainment, newCustomers, cac, winRate]

/** The catalogue's KPIs that a board is told. */
export const boardMetrics: readonly Metric[] = [
  ...standing,
  ...trailing,
  ...flows,
  ...arrMoves,
  pipelineCoverage,
  forecastAccuracy,
]

/** What it rests on. */
export const boardRelations = [
  'subscriptions',
  'opportunities',
  'opportunity_history',
  'costs',
  'targets',
  'forecasts',
] as const

export type BoardFigures = Awaited<ReturnType<typeof readBoard>>

/** The windows of the table, by column: the month, the one before, the same a year before, the year to date, and that a year before. */
export const columns = { month: 0, before: 1, yearBefore: 2, toDate: 3, toDateBefore: 4 } as const

/** The last complete month, and the fiscal year up to its end. */
function boardPeriods({ today, unfinished, company: { calendar } }: Pick<Context, 'today' | 'unfinished' | 'company'>) {
  const month = lastComplete('month', 1, unfinished, calendar)
  const lastDay = month.to.subtract({ days: 1 })
  const year = periodContaining('year', lastDay, calendar)
  const months = year.from.until(month.to, { largestUnit: 'months' }).months
  return {
    month,
    before: preceding(month, calendar),
    yearBefore: sameLastYear(month, calendar),
    toDate: periodContaining('month', lastDay, calendar, months),
    quarter: periodContaining('quarter', today, calendar),
    closedQuarter: lastComplete('quarter', 1, unfinished, calendar),
  }
}

export async function readBoard(context: Context) {
  const { now, company } = context
  const periods = boardPeriods(context)
  const { month, before, yearBefore, toDate, quarter, closedQuarter } = periods
  const at = (period: Period) => ({ period, asOf: now })
  const three = [month, before, yearBefore]
  const year = (period: Period): Period => periodContaining('month', period.from, company.calendar, 12)
  const windowsOf = (metric: Metric) => {
    if (trailing.includes(metric)) return three.map(year).map(at)
    if (standing.includes(metric)) return three.map(at)
    return [...three, toDate, sameLastYear(toDate, company.calendar)].map(at)
  }
  const [table, moves, coverage, accuracy] = await Promise.all([
    context.read({ metrics: [...standing, ...trailing, ...flows], windows: windowsOf }),
    context.read({ metrics: arrMoves, windows: [at(month)] }),
    context.read({ metrics: [pipelineCoverage], windows: [at(quarter)] }),
    context.read({
      metrics: [forecastAccuracy],
      windows: [at(closedQuarter), at(preceding(closedQuarter, company.calendar))],
    }),
  ])
  return { ...periods, table, moves, coverage, accuracy }
}
