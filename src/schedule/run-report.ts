import type { Temporal } from 'temporal-polyfill'
import { subscribeButton, withButton } from '../present/subscriptions/form/buttons.ts'
import type { ClaimedRun } from '../state/runs.ts'
import { companyContext } from './audience.ts'
import { conclude } from './conclude.ts'
import { deliveryKey } from './key.ts'
import { markLate } from './late.ts'
import type { PostedReport } from './plan.ts'
import { placeOf, type Tools } from './tools.ts'
import { waitsUntil } from './wait.ts'

/** Makes a report as of its scheduled instant and writes it down to be sent; or says until when it waits for fresh data. */
export async function runReport(
  tools: Tools,
  report: PostedReport,
  run: ClaimedRun,
): Promise<Temporal.Instant | undefined> {
  const place = placeOf(tools.config, report.channel)
  if (!place) {
    await conclude(tools, run, { outcome: 'no channel', reason: report.channel })
    return undefined
  }
  const context = await companyContext(tools.workshop, place.locale, run.due)
  const until = waitsUntil(tools, report, context)
  if (until) return until
  const message = await report.run(context)
  if (!message) {
    await conclude(tools, run, { outcome: 'nothing to say' })
    return undefined
  }
  const late = markLate(message, run, place.locale, context.company.calendar.zone)
  // Whoever reads it in the channel may want their own.
  const shown = withButton(late, subscribeButton(place.locale, { topic: { kind: 'report', topic: run.id, label: '' } }))
  await conclude(tools, run, { outcome: 'told', deliveries: [{ key: deliveryKey(run), ...place, message: shown }] })
  return undefined
}
