import { type ClaimedDelivery, recordSend, type SendResult } from '../state/deliveries.ts'
import { storedMessage } from '../state/message.ts'
import { inTransaction } from '../state/transaction.ts'
import { addNotices, type Notices } from './notices.ts'
import { afterFailure } from './retry.ts'
import type { Sender } from './sender.ts'
import type { Tools } from './tools.ts'

export interface SendTools extends Tools {
  readonly sender: Sender
  readonly notices: Notices
}

/** Tries a claimed message once, if it can be begun in time (by `performance.now()`), and writes down what became of it. */
export async function sendOne(tools: SendTools, delivery: ClaimedDelivery, beginBy: number): Promise<void> {
  const { log, meter } = tools
  const result = await tryOnce(tools, delivery, beginBy)
  meter.sent(result.state)
  const { key, channel, attempt } = delivery
  const about = { key, channel, attempt, ...result }
  if (!(await record(tools, delivery, result))) log.warn(about, 'a send outlasted its lease, and was taken over')
  else if (result.state === 'sent') log.info(about, 'posted')
  else if (result.state === 'queued') log.warn(about, 'not posted, to be tried again')
  else if (result.state === 'failed') log.error(about, 'not posted, and not tried again')
  else log.error(about, 'whether it was posted is unknown, so it is not posted again')
}

/** What became of a try, and whom that has to be told, or neither. */
async function record(tools: SendTools, delivery: ClaimedDelivery, result: SendResult): Promise<boolean> {
  const { pool, notices, log } = tools
  // An edit fails with its message, which was told already.
  const worthTelling = result.state === 'failed' && delivery.from.kind !== 'notice' && delivery.act !== 'edit'
  if (!worthTelling) return recordSend(pool, delivery, result)
  const { id } = delivery.from
  const notice = await notices.noticeOf(pool, delivery)
  if (notice.owners.length === 0) log.warn({ id }, 'nobody is told: name an alertOwners.ops in REVOPS_CONFIG')
  return inTransaction(pool, async (db) => {
    const ours = await recordSend(db, delivery, result)
    if (ours) await addNotices(db, tools, delivery, { error: result.error, notice })
    return ours
  })
}

async function tryOnce({ sender, timing }: SendTools, delivery: ClaimedDelivery, beginBy: number): Promise<SendResult> {
  const { attempt, ageMs, uncertain, key, channel, locale, createdAt, act, root } = delivery
  const stored = storedMessage.safeParse(delivery.payload)
  if (!stored.success) return { state: 'failed', error: 'it was stored in a way that this release cannot read' }
  if (act === 'edit' && !root)
    return { state: 'failed', error: 'the message that it would have changed was not posted' }
  // News about a message that never arrived is still news: it comes as a message of its own.
  const to = act === 'post' || !root ? {} : { to: { act, ...root } }
  const outgoing = { key, channel, locale, createdAt, message: stored.data, beginBy, ...to }
  // An edit says the same however often it is made.
  if (uncertain && act !== 'edit') {
    try {
      const found = await sender.find(outgoing)
      if (found === 'unknown') return { state: 'unknown', error: 'the channel’s history may not be read' }
      if (found !== 'absent') return { state: 'sent', ...found }
    } catch (error) {
      return afterFailure(error, { attempt, ageMs, uncertain: true }, timing)
    }
  }
  try {
    return { state: 'sent', ...(await sender.send(outgoing)) }
  } catch (error) {
    return afterFailure(error, { attempt, ageMs, uncertain: false }, timing)
  }
}
