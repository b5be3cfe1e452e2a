import type { SendResult } from '../state/deliveries.ts'
import type { RunKind, RunOutcome } from '../state/runs.ts'

/** Whoever counts what the clock does, in this process. It must not throw. */
export interface Meter {
  /** A run was concluded here. */
  ran(kind: RunKind, outcome: RunOutcome): void
  /** An evaluation ended, well or not, after so long. */
  evaluated(kind: RunKind, seconds: number): void
  /** A message was tried; `queued`: it is tried again. */
  sent(outcome: SendResult['state']): void
}

export const noMeter: Meter = { ran: () => undefined, evaluated: () => undefined, sent: () => undefined }
