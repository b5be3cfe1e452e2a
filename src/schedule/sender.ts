import type { Temporal } from 'temporal-polyfill'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'

/** A message on its way to a channel. */
export interface OutgoingDelivery {
  /** Opaque, the same on every try: how a message is recognised again. */
  readonly key: string
  /** A Slack id. */
  readonly channel: string
  readonly message: Message
  readonly locale: Locale
  /** When it was written down, in machine time: nothing older in the channel's history can be it. */
  readonly createdAt: Temporal.Instant
  /** By `performance.now()`: a post that has not begun by then must not begin, for the lease may end under it. */
  readonly beginBy: number
  /** What it does to an earlier message; by default it is a message of its own. */
  readonly to?: { readonly act: 'edit' | 'reply'; readonly channel: string; readonly ts: string }
}

export interface Posted {
  readonly ts: string
  /** Where Slack put it: a direct message is addressed to a person, and stands in a channel. */
  readonly channel?: string
}

/** Whoever can post. It never retries by itself; each call ends well within the lease of a send. */
export interface Sender {
  /** Throws a SendError; any other error counts as one whose outcome is unknown. */
  send(delivery: OutgoingDelivery): Promise<Posted>
  /** Looks whether an earlier try arrived after all; `unknown` where the history may not be read. */
  find(delivery: OutgoingDelivery): Promise<Posted | 'absent' | 'unknown'>
}
