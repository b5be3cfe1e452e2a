import type { Workshop } from '../answers/context.ts'
import { escapeMrkdwn } from '../blocks/build.ts'
import type { Config } from '../config.ts'
import type { Subscription, Topic } from '../define/subscription.ts'
import type { Locale, Words } from '../define/words.ts'
import { lineName } from '../present/names.ts'
import { topicName } from '../present/subscriptions/topic.ts'
import type { Own } from '../present/undelivered.ts'
import type { Person } from '../ssot/people.ts'
import { isStoredRule } from '../state/alert-rules.ts'
import type { DeliverySource } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { findSubscription } from '../state/subscriptions.ts'
import { configuredSubscriptions } from './configured.ts'

/** What a message was of that cannot be delivered. */
export interface Undeliverable {
  /** As text inside a line. */
  readonly title: Words
  /** Who made it in Slack, where there is one. */
  readonly maker?: { readonly own: Own; readonly person: string; readonly locale?: Locale }
  /** Whose direct messages it was for, where it was for those alone. */
  readonly direct?: string
}

/** What the message came from, by the name that people know. */
export async function undeliverableOf(
  db: Db,
  { workshop, config }: { readonly workshop: Workshop; readonly config: Pick<Config, 'locale' | 'business'> },
  { kind, id }: Pick<DeliverySource, 'kind' | 'id'>,
): Promise<Undeliverable> {
  const { alerts, reports } = workshop.catalog
  if (kind === 'subscription') {
    const made = id.startsWith('config:') ? undefined : await findSubscription(db, id)
    if (made) return ofSubscription(workshop, made)
    const configured = configuredSubscriptions(config, workshop).find((each) => each.id === id)
    if (configured) return ofConfigured(workshop, configured.definition.subscription)
  }
  if (isStoredRule(id)) {
    const rule = (await workshop.rules?.all())?.find((each) => each.id === id)
    if (rule) {
      const name = lineName(rule.name)
      return { title: { en: name, ja: name }, maker: { own: 'rule', person: rule.madeBy } }
    }
  }
  const { en, ja } = alerts.get(id)?.title ?? reports.get(id)?.title ?? { en: id, ja: id }
  return { title: { en: escapeMrkdwn(en), ja: escapeMrkdwn(ja) } }
}

function ofSubscription(workshop: Workshop, made: Subscription): Undeliverable {
  const { person, channel, locale } = made
  const title = titleOf(workshop, made)
  // Nobody is told of their direct messages in their direct messages.
  return channel === null ? { title, direct: person } : { title, maker: { own: 'subscription', person, locale } }
}

/** Whoever made the configuration is told, not who it sees with the eyes of. */
const ofConfigured = (workshop: Workshop, made: Subscription): Undeliverable => ({
  title: titleOf(workshop, made),
  ...(made.channel === null && { direct: made.person }),
})

const titleOf = ({ catalog }: Workshop, named: Topic & { readonly label: string }): Words => ({
  en: topicName(named, catalog, 'en'),
  ja: topicName(named, catalog, 'ja'),
})

/** Somebody by their id, or by their e-mail where the configuration names them. */
export const personNamed = (people: readonly Person[], name: string): Person | undefined =>
  people.find(({ id, email }) => [id, email].includes(name))
