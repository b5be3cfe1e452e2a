import type { Period } from '../../calendar/period.ts'
import { isFuture, isRunning, periodContaining, shift, toDate } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import bookings from '../../metrics/bookings.ts'
import forecastBestCase from '../../metrics/forecast-best-case.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import closingOpen from '../../metrics/measures/closing-open.ts'
import { movementMeasure } from '../../metrics/measures/movement.ts'
import openAge from '../../metrics/measures/open-age.ts'
import submittedCommit from '../../metrics/measures/submitted-commit.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import pipelineHealth from '../../metrics/pipeline-health.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import type { Readings } from '../../query/engine.ts'
import type { Page } from '../../query/listing.ts'
import { areOfAccounts, type Scope } from '../../query/scope.ts'
import { type AttentionRow, dealsNeedingAttention } from './attention.ts'
import { type Movements, movementsOf } from './movement.ts'

/** Everything that `pipeline` says, read at once. */
export interface PipelineFigures {
  readonly period: Period
  readonly next: Period
  /** The period was over before now: nothing can close in it any more. */
  readonly over: boolean
  /** Whether anything is held against a target or a forecast: not of customer success without a target of their own. */
  readonly forecasting: boolean
  /** Open deals other than renewals, by stage. */
  readonly byStage: Readings
  readonly whole: Readings
  /** Windows: 0 the period, 1 this month, 2 the next period. */
  readonly forecast: Readings
  readonly byPerson: { readonly dimension: 'owner' | 'team'; readonly readings: Readings } | undefined
  readonly attention: Page<AttentionRow>
  /** Undefined without history. */
  readonly movements: Movements | undefined
}

/** Days of movement that an answer reconciles. */
const movementDays = 7
const mostDeals = 7

export async function readPipeline(context: Context, scope: Scope, period: Period): Promise<PipelineFigures> {
  const { now, today, company } = context
  const next = shift(period, 1, company.calendar)
  const month = toDate('month', today, company.calendar)
  const at = (each: Period) => ({ period: each, asOf: now })
  // Open deals are looked at as of now, whatever the period asked for.
  const open = at(periodContaining('quarter', today, company.calendar))
  const dimension = scope.kind === 'people' ? 'owner' : 'team'
  const several = scope.kind !== 'people' || scope.ids.length > 1
  const since = now.subtract({ hours: 24 * movementDays })
  const measure = movementMeasure(since)
  // What takes the database longest goes first: connections are few.
  const [moved, { readings: whole, page: attention }, forecast, byPerson, byStage] = await Promise.all([
    context.read({ metrics: [measure], windows: [at(period)], scope, by: ['movement'] }),
    context.readWithRows(
      { metrics: [openPipeline, weightedPipeline, pipelineHealth], windows: [open], scope },
      { listing: dealsNeedingAttention, limit: mostDeals },
    ),
    context.read({
      metrics: [closingOpen, forecastCommit, forecastBestCase, bookings, quotaAttainment, pipelineCoverage],
      windows: [at(period), at(month), at(next)],
      scope,
    }),
    several
      ? context.read({
          metrics: [quotaAttainment, bookings, closingOpen, forecastCommit, submittedCommit, pipelineCoverage],
          windows: [at(period)],
          scope,
          by: [dimension],
        })
      : undefined,
    context.read({
      metrics: [openPipeline, weightedPipeline, openAge],
      windows: [open],
      scope,
      by: ['stage'],
      where: [{ dimension: 'type', values: ['renewal'], except: true }],
    }),
  ])
  const movements = moved.of(measure).some(({ reason }) => reason === 'not_connected')
    ? undefined
    : movementsOf(moved.of(measure))
  const quota = forecast.one(quotaAttainment)
  return {
    period,
    next,
    forecasting: scope.kind !== 'people' || !areOfAccounts(scope.ids, context.people) || quota.reason !== 'no_target',
    over: !isFuture(period, now, company.calendar.zone) && !isRunning(period, now, company.calendar.zone),
    byStage,
    whole,
    forecast,
    byPerson: byPerson && { dimension, readings: byPerson },
    attention,
    movements,
  }
}
