/** Somebody who uses Slack. */
export interface PersonOption {
  readonly id?: string
  readonly email: string
  readonly name: string
  readonly role: string
  /** `en`, `ja` or a whole Slack locale such as `en-US`. */
  readonly locale?: string
  readonly tz?: string
  /** The workspace of another company that they are of, seen through Slack Connect. */
  readonly team?: string
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

/** One more workspace. Ids of people and channels may be those of others: all that tells them apart is the workspace's own. */
export interface TeamOption {
  /** As `T0OTHER001`. */
  readonly id: string
  readonly name: string
  /** The organization (Enterprise Grid) that it belongs to. */
  readonly enterprise?: string
  readonly people: readonly PersonOption[]
  readonly channels: readonly ChannelOption[]
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
  /** The app as it is distributed; without it nothing can be installed by OAuth. */
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string }
  /** Workspaces beside the first, in which the app is not installed yet. */
  readonly teams?: readonly TeamOption[]
  /** What the app was granted; by default what manifest.yml asks for. */
  readonly scopes?: readonly string[]
  /** Hosts whose links the app is told of; by default manifest.yml's. */
  readonly unfurlDomains?: readonly string[]
  /** How many times faster than Slack's the clock of the rate limits runs; 1 by default. `Retry-After` stays in whole seconds. */
  readonly rateSpeed?: number
  /** How many times faster than Slack's waits pass before an event is said again that was not acknowledged; 1 by default. */
  readonly retrySpeed?: number
  /** Folder of the built page; without it the sandbox has no page. */
  readonly webRoot?: string
  readonly onClock?: SandboxClock
  readonly completions?: readonly Completion[] | (() => readonly Completion[])
  readonly botName?: string
  /** The company's, in which the page shows the clock; UTC by default. */
  readonly timeZone?: string
}

/** Who and what a workspace is made of. */
export interface Identity {
  readonly team: string
  readonly name: string
  readonly domain: string
  /** The organization it belongs to. */
  readonly enterprise: string | null
  readonly app: string
  readonly bot: string
  readonly botUser: string
  readonly slackbot: string
}

/** The app is one, wherever it is installed. */
export const app = 'A0SANDBOX1'

/** The first workspace, in which the app is installed from the beginning. */
export const identity: Identity = {
  team: 'T0SANDBOX1',
  name: 'Sandbox',
  domain: 'sandbox',
  enterprise: null,
  app,
  bot: 'B0SANDBOX1',
  botUser: 'U0REVOPS01',
  slackbot: 'USLACKBOT',
}

export const identityOf = ({ id, name, enterprise }: TeamOption): Identity => ({
  ...identity,
  team: id,
  name,
  domain: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  enterprise: enterprise ?? null,
  bot: `B${id.slice(1)}`,
  botUser: `U${id.slice(1)}`,
})
