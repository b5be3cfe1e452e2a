import { createHash } from 'node:crypto'
import type { Words } from '../define/words.ts'
import { undelivered } from '../present/undelivered.ts'
import type { Person } from '../ssot/people.ts'
import { isStoredRule } from '../state/alert-rules.ts'
import { addDeliveries, type ClaimedDelivery, directTo, latestSent, type NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { callDrain } from './call-drain.ts'
import type { Tools } from './tools.ts'

/** Finds who can act on a message that will never arrive. */
export interface Notices {
  /** E-mails; nobody where neither configuration nor the SSOT names anyone. */
  ownersOf(source: string): Promise<readonly string[]>
}

/** The rule's own person, else whoever made it, else the one for all, else everybody whose role is ops; never somebody who has left. */
export function createNotices({ workshop, config }: Pick<Tools, 'workshop' | 'config'>): Notices {
  /** The SSOT may be down just when Slack refuses: who worked here a while ago serves as well. */
  let people: readonly Person[] = []
  async function makerOf(rule: string): Promise<string | undefined> {
    const made = (await workshop.rules?.all())?.find(({ id }) => id === rule)
    return people.find(({ id, email }) => id === made?.madeBy && email !== '')?.email
  }

  return {
    async ownersOf(source) {
      people = await workshop.source.snapshot().then(
        (snapshot) => snapshot.people,
        () => people,
      )
      const { alertOwners } = config.business
      const hasLeft = (email: string) => people.some((each) => each.email === email && !each.active)
      const maker = isStoredRule(source) ? await makerOf(source) : undefined
      const named = [alertOwners[source], maker, alertOwners.ops]
        .flatMap((email) => email?.toLowerCase() ?? [])
        .find((email) => !hasLeft(email))
      if (named !== undefined) return [named]
      return people
        .filter(({ role, active, email }) => role === 'ops' && active && email !== '')
        .map(({ email }) => email)
    },
  }
}

/**
 * Writes down what is to be told of a message that was refused for good: once for a channel and error, until something
 * arrives there again. What is told of such a message is never told of itself. Call it inside a transaction.
 */
export async function addNotices(
  db: Db,
  { workshop, config }: Pick<Tools, 'workshop' | 'config'>,
  { channel, from: { id: source, due } }: ClaimedDelivery,
  { error, owners }: { readonly error: string; readonly owners: readonly string[] },
): Promise<void> {
  const since = await latestSent(db, channel)
  const { channels } = config.business
  const [channelName] = Object.entries(channels).find(([, id]) => id === channel) ?? []
  const message = undelivered({ title: titleOf(workshop.catalog, source), channelName, channel, error }, config.locale)
  const deliveries = owners.map((email): NewDelivery => {
    const key = createHash('sha256')
      .update(JSON.stringify(['notice', channel, error, since, email]))
      .digest('base64url')
    return { key: key.slice(0, 27), channel: directTo(email), locale: config.locale, message }
  })
  await addDeliveries(db, { kind: 'notice', id: source, due }, deliveries)
  for (const { channel: direct } of deliveries) await callDrain(db, direct)
}

function titleOf({ alerts, reports }: Tools['workshop']['catalog'], id: string): Words {
  return alerts.get(id)?.title ?? reports.get(id)?.title ?? { en: id, ja: id }
}
