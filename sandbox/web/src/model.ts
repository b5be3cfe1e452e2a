/** What the sandbox tells the page: `GET /sandbox/state` and the stream's events. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly handle: string
  readonly role: string
  readonly locale: string
  readonly tz: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'dm'
  readonly isExtShared: boolean
  readonly isArchived: boolean
  readonly members: readonly string[] | null
}

export interface FileShown {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
}

export interface Message {
  readonly channel: string
  readonly ts: string
  readonly from: string
  readonly onlyFor: string | null
  /** The demo's instant when it arrived. */
  readonly at: string
  readonly edited: boolean
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly files?: readonly FileShown[]
  readonly thread_ts?: string
  /** What an app shows below it for links in it. */
  readonly unfurls?: readonly { readonly url: string; readonly blocks: readonly unknown[] }[]
}

export interface View {
  readonly id: string
  readonly user: string
  readonly kind: 'home' | 'modal'
  readonly view: {
    readonly blocks?: readonly unknown[]
    readonly title?: { readonly text: string }
    readonly submit?: { readonly text: string }
    readonly close?: { readonly text: string }
  }
}

export interface LogEntry {
  readonly n: number
  readonly at: string
  readonly kind: 'api' | 'response_url' | 'upload' | 'event'
  readonly method: string
  readonly status: number
  readonly ok: boolean
  readonly error?: string
  readonly fault?: string
  readonly ms: number
  readonly args: Readonly<Record<string, unknown>>
  /** What was answered: JSON, cut where it is very long. */
  readonly reply: string
}

/** A failure that was ordered, and how often it is still to come. */
export interface Fault {
  readonly method: string
  readonly kind: string
  readonly times: number
}

export interface Completion {
  readonly text: string
  readonly hint?: string
}

export interface Clock {
  readonly at: string
  readonly busy: boolean
  readonly canSet: boolean
  readonly timeZone: string
}

export interface Snapshot {
  readonly bot: { readonly id: string; readonly name: string; readonly slackbot: string }
  readonly people: readonly Person[]
  readonly channels: readonly Channel[]
  readonly messages: readonly Message[]
  readonly homes: readonly View[]
  /** In the order of opening: of each person's the last is the one that is seen. */
  readonly modals: readonly View[]
  readonly completions: readonly Completion[]
  readonly clock: Clock
  readonly log: readonly LogEntry[]
}

/** Whether this person sees this message. */
export const isVisible = (message: Message, person: Person): boolean =>
  message.onlyFor === null || message.onlyFor === person.id

/** The channels this person sees: direct messages are their own with the bot. */
export const channelsOf = (channels: readonly Channel[], person: Person): Channel[] =>
  channels.filter(({ members }) => members === null || members.includes(person.id))
