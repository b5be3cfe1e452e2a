import { Temporal } from 'temporal-polyfill'
import type { Alert } from '../define/alert.ts'
import type { Context } from '../define/context.ts'
import type { NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { type ClaimedRun, lastEvaluated } from '../state/runs.ts'
import { loadSeries, lockAlert, saveSeries } from '../state/series.ts'
import { saveTransitions } from '../state/transitions.ts'
import { companyContext } from './audience.ts'
import { type Change, changesOf } from './changes.ts'
import { conclude } from './conclude.ts'
import { deliveryKey } from './key.ts'
import { markLate } from './late.ts'
import type { Place, Tools } from './tools.ts'

/** Observes as of the scheduled instant, decides for each series, and writes down what changed and what there is to tell. */
export async function runAlert(tools: Tools, alert: Alert, run: ClaimedRun, place: Place): Promise<void> {
  const standing = await lastEvaluated(tools.pool, run.id)
  if (standing && Temporal.Instant.compare(standing, run.due) >= 0)
    return conclude(tools, run, { outcome: 'superseded' })
  const context = await companyContext(tools.workshop, place.locale, run.due)
  const relations = alert.relations ?? []
  // What cannot be seen is not gone: neither a firing series nor a quiet one learns anything from it.
  if (relations.some((relation) => !context.sources.has(relation)))
    return conclude(tools, run, { outcome: 'not connected' })
  if (context.sources.isStale(relations)) return conclude(tools, run, { outcome: 'stale' })

  const previous = await loadSeries(tools.pool, run.id)
  const changes = changesOf(previous, await alert.observe(context), alert, run.due)
  const deliveries = await messagesFor(alert, context, run, place, changes)
  const outcome = deliveries.length > 0 ? 'told' : 'nothing to say'
  await conclude(tools, run, { outcome, deliveries, save: (db) => saveChanges(db, run.id, standing, changes) })
}

async function saveChanges(
  db: Db,
  alert: string,
  standing: Temporal.Instant | undefined,
  changes: readonly Change[],
): Promise<void> {
  await lockAlert(db, alert)
  const standingNow = await lastEvaluated(db, alert)
  if (standingNow?.epochMilliseconds !== standing?.epochMilliseconds) {
    throw new Error(`another run of ${alert} came in between`)
  }
  await saveSeries(db, alert, new Map(changes.map(({ series, state }) => [series, state])))
  const transitions = changes.flatMap(({ transition }) => transition ?? [])
  await saveTransitions(db, alert, transitions)
}

/** One message for each series that has news, worst first. */
async function messagesFor(
  alert: Alert,
  context: Context,
  run: ClaimedRun,
  place: Place,
  changes: readonly Change[],
): Promise<NewDelivery[]> {
  const news = changes.flatMap(({ told }) => told ?? []).sort((a, b) => b.observation.weight - a.observation.weight)
  const deliveries: NewDelivery[] = []
  for (const told of news) {
    const message = await alert.message(context, told)
    const shown = markLate(message, run, place.locale, context.company.calendar.zone)
    deliveries.push({ key: deliveryKey(run, told.observation.series, told.news), ...place, message: shown })
  }
  return deliveries
}
