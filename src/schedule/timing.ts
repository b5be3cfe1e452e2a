/** How long things take, all in machine time. */
export interface Timing {
  /** An evaluation that takes longer is given up, and may be taken over: a digest is several statements of two minutes. */
  readonly runLeaseMs: number
  /** The same for what keeps the past: the first time it may have to read a million deals. */
  readonly keepLeaseMs: number
  /** An evaluation that fails is tried this often, at growing distances. */
  readonly runAttempts: number
  readonly runBackoffMs: number
  readonly runBackoffCapMs: number
  /** Longer than any send takes, pictures and all: after it, another replica looks what became of the message. */
  readonly sendLeaseMs: number
  /** Between two messages in one channel. */
  readonly pacingMs: number
  readonly sendBackoffMs: number
  readonly sendBackoffCapMs: number
  /** What timed out may still arrive: so long before looking for it. */
  readonly reconcileAfterMs: number
  /** A message that could not be sent for so long is given up. */
  readonly giveUpAfterMs: number
  readonly heartbeatMs: number
  /** A replica silent for so long is taken for dead. */
  readonly silentAfterMs: number
  /** After so long, what failed in the queue itself, not in Slack, is begun anew. */
  readonly queueRestartMs: number
  readonly stopWithinMs: number
  /** A clock that is moved waits no longer than this for the posts of one instant. */
  readonly settleWithinMs: number
}

export const usualTiming: Timing = {
  runLeaseMs: 600_000,
  keepLeaseMs: 900_000,
  runAttempts: 8,
  runBackoffMs: 5_000,
  runBackoffCapMs: 1_800_000,
  sendLeaseMs: 120_000,
  pacingMs: 1_000,
  sendBackoffMs: 1_000,
  sendBackoffCapMs: 300_000,
  reconcileAfterMs: 5_000,
  giveUpAfterMs: 259_200_000,
  heartbeatMs: 10_000,
  silentAfterMs: 30_000,
  queueRestartMs: 5_000,
  stopWithinMs: 10_000,
  settleWithinMs: 60_000,
}
