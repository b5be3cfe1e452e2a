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
}

/** Whoever can post. It never retries by itself; each call ends well within the lease of a send. */
export interface Sender {
  /** Throws a SendError; any other error counts as one whose outcome is unknown. */
  send(delivery: OutgoingDelivery): Promise<{ readonly ts: string }>
  /** Looks whether an earlier try arrived after all; `unknown` where the history may not be read. */
  find(delivery: OutgoingDelivery): Promise<{ readonly ts: string } | 'absent' | 'unknown'>
}
