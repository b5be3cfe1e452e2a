import type { Temporal } from 'temporal-polyfill'
import type { Locale } from './words.ts'

/** What somebody has sent to them: a report, or what a KPI or an account answers. */
export interface Topic {
  readonly kind: 'report' | 'kpi' | 'account'
  /** A report's id; a KPI's question as it is typed after `kpi`; an account's id. */
  readonly topic: string
}

/** A topic on a schedule, for one person or, seen with that person's eyes, for a channel. */
export interface Subscription extends Topic {
  readonly id: string
  /** Whose eyes it is seen with: an id of `ssot.users`, or an e-mail where the configuration made it. */
  readonly person: string
  /** How people call an account; empty for the others, which are called what they are. */
  readonly label: string
  /** A Slack id; null is the person's direct messages. */
  readonly channel: string | null
  readonly locale: Locale
  /** As people write schedules. */
  readonly schedule: string
  /** The zone of the schedule's times. */
  readonly zone: string
  /** What reads as it did when it was last sent is not sent again. */
  readonly onlyChanges: boolean
  /** Since when it stands like this, in business time: instants before that were never missed. */
  readonly knownSince: Temporal.Instant
  /** What was last sent, as a hash; null before anything was. */
  readonly told: string | null
  /** Why nothing is sent any more; null while it is. */
  readonly paused: string | null
}

export type NewSubscription = Omit<Subscription, 'id' | 'told' | 'paused'>

/** `changed`: it was there at another time or in another language; `same`: exactly as it is. */
export type Subscribed = 'added' | 'changed' | 'same' | 'too many'

/** `gone`: it was ended meanwhile; `taken`: they have the same topic in the same place as another subscription. */
export type Rewritten = 'changed' | 'same' | 'gone' | 'taken'

/** What people are subscribed to, in the bot's own database. */
export interface Subscriptions {
  /** A person's own, paused ones too, oldest first. */
  of(person: string): Promise<readonly Subscription[]>
  /** What comes into a channel, whoever made it. */
  into(channel: string): Promise<readonly Subscription[]>
  /** The same topic for the same person in the same place is one: a second time changes it, and wakes a paused one. */
  add(subscription: NewSubscription): Promise<Subscribed>
  /** Puts another in the place of one of the same person's; it stays the same one, and a paused one wakes. */
  change(id: string, subscription: NewSubscription): Promise<Rewritten>
  remove(ids: readonly string[]): Promise<void>
}

/** A person has at most so many. */
export const mostSubscriptions = 50
