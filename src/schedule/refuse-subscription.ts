import type { Subscription } from '../define/subscription.ts'
import { refusedMessage } from '../present/subscriptions/refused.ts'
import type { Person } from '../ssot/people.ts'
import { addDeliveries, directTo } from '../state/deliveries.ts'
import type { ClaimedRun } from '../state/runs.ts'
import { callDrain } from './call-drain.ts'
import { conclude } from './conclude.ts'
import { digest } from './key.ts'
import type { Tools } from './tools.ts'

/**
 * Ends a run whose question cannot be answered as it was asked, and tells whoever made it: once for a reason, until it was
 * sent again. It is not paused: a customer whose rows are just being loaded anew is back tomorrow.
 */
export async function refuseSubscription(
  tools: Tools,
  run: ClaimedRun,
  subscription: Subscription,
  { why, who, configured }: { readonly why: string; readonly who: Person; readonly configured: boolean },
): Promise<void> {
  const { workshop, config, log } = tools
  const { id, told } = subscription
  const emails = configured ? await tools.ownersOf(id) : [who.email]
  const locale = configured ? config.locale : subscription.locale
  if (emails.length === 0) log.warn({ id }, 'nobody is told: name an alertOwners.ops in REVOPS_CONFIG')
  const deliveries = emails.map((email) => ({
    key: digest(['refused', id, why, told ?? '', email]),
    channel: directTo(email),
    locale,
    message: refusedMessage(subscription, why, { catalog: workshop.catalog, locale }),
  }))
  await conclude(tools, run, {
    outcome: 'refused',
    reason: why.slice(0, 300),
    async save(db) {
      await addDeliveries(db, { kind: 'notice', id, due: run.due }, deliveries)
      for (const { channel } of deliveries) await callDrain(db, channel)
    },
  })
}
