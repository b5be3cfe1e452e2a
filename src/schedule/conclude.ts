import { addDeliveries, type NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { type ClaimedRun, finishRun, type RunOutcome } from '../state/runs.ts'
import { inTransaction } from '../state/transaction.ts'
import { callDrain } from './call-drain.ts'
import type { Tools } from './tools.ts'

/** Somebody else has the run now: whatever was worked out here must come to nothing. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver'
}

export interface Conclusion {
  readonly outcome: RunOutcome
  /** In words, for whoever looks into the ledger. */
  readonly reason?: string
  readonly deliveries?: readonly NewDelivery[]
  /** Whatever else has to happen together with it. */
  save?(db: Db): Promise<void>
}

/** Ends a run in one transaction: what it found, what it has to say, and that it is done. */
export async function conclude({ pool, meter }: Tools, run: ClaimedRun, conclusion: Conclusion): Promise<void> {
  const { outcome, reason, deliveries = [], save } = conclusion
  await inTransaction(pool, async (db) => {
    await save?.(db)
    await addDeliveries(db, run, deliveries)
    for (const channel of new Set(deliveries.map((each) => each.channel))) await callDrain(db, channel)
    if (!(await finishRun(db, run, outcome, reason))) throw new TakenOver(`${run.kind} ${run.id} was taken over`)
  })
  meter.ran(run.kind, outcome)
}
