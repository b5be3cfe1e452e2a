/** Somebody who asks and is nobody in ssot.users. */
export interface Stranger {
  readonly slackUser: string
  /** Undefined where Slack tells none that is confirmed. */
  readonly email: string | undefined
}

/** Sees to it that somebody hears of them. Nobody waits for it, and it never throws. */
export interface Strangers {
  met(stranger: Stranger): void
}
