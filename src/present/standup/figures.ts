import { previousBusinessDay } from '../../calendar/business-days.ts'
import type { Period } from '../../calendar/period.ts'
import { instants, periodContaining, spanBetween } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import bookings from '../../metrics/bookings.ts'
import closingOpen from '../../metrics/measures/closing-open.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import { movedSince } from '../../ssot/facts/moved-opportunities.ts'
import { topLosses, topWins } from '../digest/deals.ts'
import { dealsNeedingAttention } from '../pipeline/attention.ts'
import { dealsClosing, dealsMoved, dealsSlipped } from './deals.ts'

/** Deals of each kind that a stand-up names. */
const named = 5

/** The catalogue's KPIs that a stand-up tells. */
export const standupMetrics = [bookings, quotaAttainment, pipelineCoverage]

/** What a stand-up rests on. */
export const standupRelations = ['opportunities', 'opportunity_history', 'targets'] as const

export type StandupFigures = Awaited<ReturnType<typeof readStandup>>

/** From the last business day up to today, today, and what is left of the week after it. */
function standupPeriods({ today, company: { calendar } }: Pick<Context, 'today' | 'company'>) {
  const last = previousBusinessDay(today, calendar)
  const week = periodContaining('week', today, calendar)
  const tomorrow = today.add({ days: 1 })
  const since: Period =
    last.until(today).days === 1 ? periodContaining('day', last, calendar) : spanBetween(last, today)
  return {
    since,
    today: periodContaining('day', today, calendar),
    week,
    later: tomorrow.until(week.to).sign > 0 ? spanBetween(tomorrow, week.to) : undefined,
    quarter: periodContaining('quarter', today, calendar),
  }
}

/** Everything a stand-up says, of whoever's records the context sees. */
export async function readStandup(context: Context) {
  const { now, company } = context
  const periods = standupPeriods(context)
  const { since, today, week, later, quarter } = periods
  const at = (period: Period) => ({ period, asOf: now })
  const moves = movedSince(instants(since, company.calendar.zone).from)
  const [closed, standing, wins, losses, dueToday, dueLater, moved, slipped, attention] = await Promise.all([
    context.read({ metrics: [bookings], windows: [at(since)] }),
    context.read({
      metrics: [quotaAttainment, pipelineCoverage, closingOpen],
      windows: [at(quarter), at(today), at(week)],
    }),
    context.list(topWins, { period: since, limit: named }),
    context.list(topLosses, { period: since, limit: named }),
    context.list(dealsClosing, { period: today, limit: named }),
    later ? context.list(dealsClosing, { period: later, limit: named }) : { rows: [], total: 0 },
    context.list(dealsMoved(moves), { period: quarter, limit: named }),
    context.list(dealsSlipped(moves), { period: quarter, limit: named }),
    context.list(dealsNeedingAttention, { period: quarter, limit: named }),
  ])
  return { ...periods, closed, standing, wins, losses, dueToday, dueLater, moved, slipped, attention }
}
