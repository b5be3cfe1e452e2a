import { Temporal } from 'temporal-polyfill'
import { type Change, changesOf } from '../alerting/changes.ts'
import { silenceParts, wholeFires } from '../alerting/silence.ts'
import type { Alert } from '../define/alert.ts'
import { ownerChannel } from '../present/alerts/check/alert-faults.ts'
import type { Db } from '../state/rows.ts'
import { type ClaimedRun, lastEvaluated } from '../state/runs.ts'
import { loadSeries, lockAlert, saveSeries } from '../state/series.ts'
import { saveTransitions } from '../state/transitions.ts'
import { tellNews } from './alert-messages.ts'
import { alertContext } from './audience.ts'
import { conclude } from './conclude.ts'
import { ownerPlaces, untold } from './owner-places.ts'
import type { Place, Tools } from './tools.ts'

/** Observes as of the scheduled instant, decides for each series, and writes down what changed and what there is to tell. */
export async function runAlert(tools: Tools, alert: Alert, run: ClaimedRun, place: Place): Promise<void> {
  const standing = await lastEvaluated(tools.pool, run.id)
  if (standing && Temporal.Instant.compare(standing, run.due) >= 0)
    return conclude(tools, run, { outcome: 'superseded' })
  const context = await alertContext(tools.workshop, alert, place.locale, run.due)
  if (!context) return conclude(tools, run, { outcome: 'no access', reason: `${alert.seenAs} may not see it any more` })
  const relations = alert.relations ?? []
  // What cannot be seen is not gone: neither a firing series nor a quiet one learns anything from it.
  if (relations.some((relation) => !context.sources.has(relation)))
    return conclude(tools, run, { outcome: 'not connected' })
  if (context.sources.isStale(relations)) return conclude(tools, run, { outcome: 'stale' })

  const previous = await loadSeries(tools.pool, run.id)
  const decided = changesOf(previous, await alert.observe(context), alert, run.due)
  const heard = silenceParts(decided, wholeFires(decided, previous))
  const owners =
    alert.channel === ownerChannel ? await ownerPlaces(tools, { id: run.id, alert, context }, heard) : undefined
  const changes = owners ? untold(heard, owners) : heard
  const { deliveries, placed, save } = await tellNews(tools, { alert, run, place, owners, context, previous, changes })
  const outcome = deliveries.length > 0 ? 'told' : 'nothing to say'
  await conclude(tools, run, {
    outcome,
    deliveries,
    async save(db) {
      await saveChanges(db, run.id, standing, placed)
      await save(db)
    },
  })
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
