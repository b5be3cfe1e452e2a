import { setTimeout as sleep } from 'node:timers/promises'
import { claimDelivery, waitOf } from '../state/deliveries.ts'
import { type SendTools, sendOne } from './send.ts'

/** Shorter waits are sat out; for longer ones the job ends and is called again. */
const patienceMs = 2_000
/** A message that somebody else is sending is looked at again so soon. */
const heldMs = 5_000
/** However long the wait, nothing is lost by looking. */
const longestMs = 60_000

/**
 * Sends a channel's messages in their order, and stops at the first that must wait. Returns after how long to look
 * again; undefined when nothing waits. Any number of these may run at once.
 */
export async function drainChannel(
  tools: SendTools,
  channel: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { pool, id: claimedBy, timing } = tools
  const claim = { claimedBy, leaseMs: timing.sendLeaseMs, pacingMs: timing.pacingMs }
  while (!signal.aborted) {
    // A quarter of the lease is for the post itself, which is the last thing a send does.
    const beginBy = performance.now() + timing.sendLeaseMs * 0.75
    const delivery = await claimDelivery(pool, channel, claim)
    if (delivery) {
      await sendOne(tools, delivery, beginBy)
      continue
    }
    const waiting = await waitOf(pool, channel, timing.pacingMs)
    if (!waiting) return undefined
    if (waiting.ms > patienceMs) return Math.min(waiting.ms, waiting.held ? heldMs : longestMs)
    // Rounded up, and never nothing: somebody else may be just about to claim it.
    await sleep(Math.ceil(waiting.ms) + 5, undefined, { signal }).catch(() => undefined)
  }
  return 0
}
