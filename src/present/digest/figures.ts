import type { Period } from '../../calendar/period.ts'
import { lastComplete, lastDays, periodContaining, preceding, shift } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import bookings from '../../metrics/bookings.ts'
import forecastBestCase from '../../metrics/forecast-best-case.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import grr from '../../metrics/grr.ts'
import healthScore from '../../metrics/health-score.ts'
import logoChurn from '../../metrics/logo-churn.ts'
import { movementMeasure } from '../../metrics/measures/movement.ts'
import stalled from '../../metrics/measures/stalled.ts'
import untouchedMqls from '../../metrics/measures/untouched-mqls.ts'
import nrr from '../../metrics/nrr.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import { accountsWhere, atRisk } from '../accounts/listing.ts'
import { firingFor } from '../firing.ts'
import { findBottleneck } from '../funnel/bottleneck.ts'
import { planFunnel, readFunnel } from '../funnel/figures.ts'
import { movementsOf } from '../pipeline/movement.ts'
import { renewalMetrics } from '../renewals/due.ts'
import { topLosses, topSlips, topWins, unopenedRenewals } from './deals.ts'
import { readRestated } from './restated.ts'

/** Deals and accounts of each kind that a digest names. */
const named = 3
const week = { hours: 24 * 7 }

/** The catalogue's KPIs that a digest tells. */
export const digestMetrics = [
  bookings,
  quotaAttainment,
  forecastCommit,
  forecastBestCase,
  weightedPipeline,
  pipelineCoverage,
  nrr,
  grr,
  logoChurn,
  healthScore,
]

export type DigestFigures = Awaited<ReturnType<typeof readDigest>>

/** The periods a digest speaks of: the last complete week, and the quarter that week's end lies in. */
function digestPeriods({ unfinished, company }: Context): { lastWeek: Period; quarter: Period; year: Period } {
  const lastWeek = lastComplete('week', 1, unfinished, company.calendar)
  // On the first Monday of a quarter the week still belongs to the one before: so does its quarter to date.
  const quarter = periodContaining('quarter', lastWeek.to.subtract({ days: 1 }), company.calendar)
  return { lastWeek, quarter, year: lastComplete('month', 12, unfinished, company.calendar) }
}

export async function readDigest(context: Context) {
  const { now, today, company } = context
  const { lastWeek, quarter, year } = digestPeriods(context)
  const at = (period: Period, asOf = now) => ({ period, asOf })
  const weekAgo = now.subtract(week)
  const measure = movementMeasure(weekAgo)
  const trailing = lastDays(90, today)
  // What stands now is looked at now, even while the week still belongs to the quarter before.
  const current = periodContaining('quarter', today, company.calendar)
  const [
    weeks,
    forecast,
    weighted,
    moved,
    wins,
    losses,
    slips,
    retention,
    renewals,
    health,
    bands,
    risky,
    leaks,
    mqls,
    unopened,
    funnel,
    firing,
  ] = await Promise.all([
    context.read({ metrics: [bookings], windows: [at(lastWeek), at(preceding(lastWeek, company.calendar))] }),
    context.read({
      metrics: [quotaAttainment, pipelineCoverage, forecastCommit, forecastBestCase],
      windows: [at(quarter), at(quarter, weekAgo)],
    }),
    context.read({ metrics: [weightedPipeline], windows: [at(current), at(current, weekAgo)] }),
    context.read({ metrics: [measure], windows: [at(quarter)], by: ['movement'] }),
    context.list(topWins, { period: lastWeek, limit: named }),
    context.list(topLosses, { period: lastWeek, limit: named }),
    context.list(topSlips(measure.fact), { period: quarter, limit: named }),
    context.read({ metrics: [nrr, grr, logoChurn], windows: [at(year), at(shift(year, -1, company.calendar))] }),
    context.read({ metrics: renewalMetrics, windows: [at(current)] }),
    context.read({ metrics: [healthScore], windows: [at(current)] }),
    context.read({ metrics: [healthScore], windows: [at(current)], by: ['band'] }),
    context.list(accountsWhere(atRisk), { period: current, limit: named }),
    context.read({ metrics: [stalled], windows: [at(current)] }),
    context.read({ metrics: [untouchedMqls], windows: [at(trailing)] }),
    context.list(unopenedRenewals, { period: current, limit: named }),
    weakestStep(context, quarter),
    firingFor(context),
  ])
  return {
    lastWeek,
    quarter,
    year,
    weeks,
    forecast,
    weighted,
    movements: moved.of(measure).some(({ reason }) => reason === 'not_connected')
      ? undefined
      : movementsOf(moved.of(measure)),
    wins,
    losses,
    slips,
    retention,
    renewals,
    health,
    bands,
    risky,
    leaks,
    mqls,
    unopened,
    funnel,
    firing,
    // Last, and by itself: it looks through years.
    restated: await readRestated(context),
  }
}

/** The funnel of the period, and the step of it that costs the most. */
async function weakestStep(context: Context, period: Period) {
  const plan = await planFunnel(context, { view: 'period', period, periodWords: [], by: undefined, where: [] })
  const [figures, bottleneck] = await Promise.all([readFunnel(context, plan), findBottleneck(context, plan)])
  return { figures, bottleneck }
}
