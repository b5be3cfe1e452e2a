import type { Period } from '../../calendar/period.ts'
import { lastComplete, periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import customers from '../../metrics/customers.ts'
import healthScore from '../../metrics/health-score.ts'
import mrr from '../../metrics/mrr.ts'
import mrrChurned from '../../metrics/mrr-churned.ts'
import mrrContraction from '../../metrics/mrr-contraction.ts'
import mrrExpansion from '../../metrics/mrr-expansion.ts'
import mrrNew from '../../metrics/mrr-new.ts'
import mrrReactivation from '../../metrics/mrr-reactivation.ts'
import { sql } from '../../ssot/sql.ts'
import { accountsWhere } from '../accounts/listing.ts'
import { renewalMetrics } from '../renewals/due.ts'
import { healthChanges } from './changes.ts'
import { renewals } from './renewals.ts'

/** More customers than this are nobody's own: their lists are then of the least healthy ones, and say so. */
export const mostCustomers = 1_000
const weekHours = { hours: 24 * 7 }
/** Renewals that a week's list names. */
const namedRenewals = 8

/** What can move the MRR of a customer, the losses first. */
export const mrrMoves = [mrrChurned, mrrContraction, mrrExpansion, mrrReactivation, mrrNew] as const

/** The catalogue's KPIs that a CSM's week tells. */
export const csmMetrics = [healthScore, mrr, customers, ...mrrMoves]

/** What it rests on. */
export const csmRelations = [
  'subscriptions',
  'accounts',
  'opportunities',
  'product_usage',
  'tickets',
  'survey_responses',
  'activities',
] as const

export type CsmFigures = Awaited<ReturnType<typeof readCsm>>

/** The customers of whoever the context sees: as they stand, as they stood a week ago, and what is coming. */
export async function readCsm(context: Context) {
  const { now, today, unfinished, company } = context
  const current = periodContaining('quarter', today, company.calendar)
  const lastWeek = lastComplete('week', 1, unfinished, company.calendar)
  const weekAgo = now.subtract(weekHours)
  const at = (period: Period, asOf = now) => ({ period, asOf })
  const everyone = accountsWhere(sql`true`)
  const [standing, bands, moved, movedBy, due, listed, accounts, before] = await Promise.all([
    context.read({ metrics: [healthScore, mrr, customers], windows: [at(current), at(current, weekAgo)] }),
    context.read({ metrics: [healthScore], windows: [at(current)], by: ['band'] }),
    context.read({ metrics: mrrMoves, windows: [at(lastWeek)] }),
    context.scope.kind === 'aggregates'
      ? undefined
      : context.read({ metrics: mrrMoves, windows: [at(lastWeek)], by: ['account'] }),
    context.read({ metrics: renewalMetrics, windows: [at(current)] }),
    context.list(renewals, { period: current, limit: namedRenewals }),
    context.list(everyone, { period: current, limit: mostCustomers }),
    context.list(everyone, { period: current, asOf: weekAgo, limit: mostCustomers }),
  ])
  return {
    lastWeek,
    standing,
    bands,
    moved,
    movedBy,
    due,
    renewals: listed,
    accounts,
    before,
    changes: healthChanges(accounts.rows, before.rows),
  }
}
