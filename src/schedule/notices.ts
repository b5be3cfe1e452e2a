import { undelivered } from '../present/undelivered.ts'
import type { Person } from '../ssot/people.ts'
import { isStoredRule } from '../state/alert-rules.ts'
import { addDeliveries, type ClaimedDelivery, directTo, latestSent, type NewDelivery } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { callDrain } from './call-drain.ts'
import { digest } from './key.ts'
import type { Tools } from './tools.ts'
import { personNamed, type Undeliverable, undeliverableOf } from './undeliverable.ts'

/** What is told of a message that will never arrive, and whom. */
export interface Notice extends Undeliverable {
  /** E-mails; nobody where neither configuration nor the SSOT names anyone. */
  readonly owners: readonly string[]
}

/** Finds who can act on a message that will never arrive. */
export interface Notices {
  /** E-mails; nobody where neither configuration nor the SSOT names anyone. */
  ownersOf(source: string): Promise<readonly string[]>
  /** Of a subscription to a channel or a rule made in Slack whoever made it is told, of all else its owners. */
  noticeOf(db: Db, delivery: Pick<ClaimedDelivery, 'from'>): Promise<Notice>
}

/** The rule's own person, else whoever made it, else the one for all, else everybody whose role is ops; never somebody who has left. */
export function createNotices({ workshop, config }: Pick<Tools, 'workshop' | 'config'>): Notices {
  /** The SSOT may be down just when Slack refuses: who worked here a while ago serves as well. */
  let people: readonly Person[] = []
  async function learnPeople(): Promise<void> {
    people = await workshop.source.snapshot().then(
      (snapshot) => snapshot.people,
      () => people,
    )
  }
  async function makerOf(rule: string): Promise<string | undefined> {
    const made = (await workshop.rules?.all())?.find(({ id }) => id === rule)
    return people.find(({ id, email }) => id === made?.madeBy && email !== '')?.email
  }

  async function ownersOf(source: string): Promise<readonly string[]> {
    await learnPeople()
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
  }

  return {
    ownersOf,
    async noticeOf(db, { from }) {
      const { maker, direct, ...rest } = await undeliverableOf(db, { workshop, config }, from)
      const owners = await ownersOf(from.id)
      const named = maker && personNamed(people, maker.person)
      const made = named?.active && named.email !== '' && config.business.alertOwners[from.id] === undefined
      if (maker && named && made) return { ...rest, maker, owners: [named.email] }
      const whose = direct === undefined ? undefined : (personNamed(people, direct)?.name ?? direct)
      return { ...rest, owners, ...(whose !== undefined && { direct: whose }) }
    },
  }
}

/**
 * Writes down what is to be told of a message that was refused for good: once for a channel and error, until something
 * arrives there again. What is told of such a message is never told of itself. Call it inside a transaction.
 */
export async function addNotices(
  db: Db,
  { config }: Pick<Tools, 'config'>,
  { channel, from: { id: source, due } }: ClaimedDelivery,
  { error, notice }: { readonly error: string; readonly notice: Notice },
): Promise<void> {
  const since = await latestSent(db, channel)
  const { channels } = config.business
  const { title, owners, maker, direct: person } = notice
  const locale = maker?.locale ?? config.locale
  const [channelName] = Object.entries(channels).find(([, id]) => id === channel) ?? []
  const message = undelivered({ title, channelName, channel, person, own: maker?.own, error }, locale)
  const deliveries = owners.map((email): NewDelivery => {
    const key = digest(['notice', channel, error, since, email])
    return { key, channel: directTo(email), locale, message }
  })
  await addDeliveries(db, { kind: 'notice', id: source, due }, deliveries)
  for (const { channel: direct } of deliveries) await callDrain(db, direct)
}
