import type { Report } from '../define/report.ts'
import type { ClaimedRun } from '../state/runs.ts'
import { companyContext } from './audience.ts'
import { conclude } from './conclude.ts'
import { deliveryKey } from './key.ts'
import { markLate } from './late.ts'
import type { Place, Tools } from './tools.ts'

/** Makes a report as of its scheduled instant and writes it down to be sent. */
export async function runReport(tools: Tools, report: Report, run: ClaimedRun, place: Place): Promise<void> {
  const context = await companyContext(tools.workshop, place.locale, run.due)
  const message = await report.run(context)
  if (!message) return conclude(tools, run, { outcome: 'nothing to say' })
  const shown = markLate(message, run, place.locale, context.company.calendar.zone)
  await conclude(tools, run, { outcome: 'told', deliveries: [{ key: deliveryKey(run), ...place, message: shown }] })
}
