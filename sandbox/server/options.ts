/** Somebody who uses Slack. */
export interface PersonOption {
  readonly id?: string
  readonly email: string
  readonly name: string
  readonly role: string
  /** `en`, `ja` or a whole Slack locale such as `en-US`. */
  readonly locale?: string
  readonly tz?: string
}

export interface ChannelOption {
  readonly id?: string
  readonly name: string
  readonly isPrivate?: boolean
  /** Shared with another company (Slack Connect). */
  readonly isExtShared?: boolean
  readonly isArchived?: boolean
  /** Whether the bot has joined: by default it has. */
  readonly botIsMember?: boolean
  /** E-mails of those in it: by default everybody. */
  readonly members?: readonly string[]
}

/** What the page offers while somebody types. */
export interface Completion {
  readonly text: string
  readonly hint?: string
}

/** The demo's clock. `set` resolves when what fell due by then has been posted. */
export interface SandboxClock {
  now(): { toString(): string }
  set(at: string): Promise<void>
}

export interface SandboxOptions {
  /** 0, the default, for any free port. */
  readonly port?: number
  /** By default this machine only. */
  readonly host?: string
  readonly signingSecret: string
  readonly botToken: string
  /** The app-level token that opens Socket Mode connections; `xapp-sandbox` by default. */
  readonly appToken?: string
  readonly people: readonly PersonOption[]
  readonly channels: readonly ChannelOption[]
  /** What the app was granted; by default what manifest.yml asks for. */
  readonly scopes?: readonly string[]
  /** Hosts whose links the app is told of; by default manifest.yml's. */
  readonly unfurlDomains?: readonly string[]
  /** How many times faster than Slack's the clock of the rate limits runs; 1 by default. `Retry-After` stays in whole seconds. */
  readonly rateSpeed?: number
  /** Folder of the built page; without it the sandbox has no page. */
  readonly webRoot?: string
  readonly onClock?: SandboxClock
  readonly completions?: readonly Completion[] | (() => readonly Completion[])
  readonly botName?: string
  /** The company's, in which the page shows the clock; UTC by default. */
  readonly timeZone?: string
}

/** Who and what this workspace is made of. */
export const identity = {
  team: 'T0SANDBOX1',
  domain: 'sandbox',
  app: 'A0SANDBOX1',
  bot: 'B0SANDBOX1',
  botUser: 'U0REVOPS01',
  slackbot: 'USLACKBOT',
} as const
