/** What the workspace keeps. */
export interface Person {
  readonly id: string
  readonly email: string
  /** Full name. */
  readonly name: string
  /** The part of the e-mail before the @, which `@mentions` use. */
  readonly handle: string
  readonly role: string
  locale: string
  readonly tz: string
  /** Of another company, seen through Slack Connect; null for those of the workspace. */
  readonly team: string | null
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'dm'
  readonly isExtShared: boolean
  isArchived: boolean
  botIsMember: boolean
  /** User ids; null when everybody is in it. */
  readonly members: readonly string[] | null
}

export interface Metadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

/** What a sender gives, already checked. */
export interface Content {
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly metadata?: Metadata | undefined
  readonly thread_ts?: string | undefined
  readonly files?: readonly string[] | undefined
}

/** What an app shows below a message for a link in it. */
export interface Unfurl {
  readonly url: string
  readonly blocks: readonly unknown[]
}

export interface Message extends Content {
  readonly channel: string
  /** Unix seconds and six digits, unique in the workspace: machine time, as in Slack. */
  readonly ts: string
  /** Who wrote it. */
  readonly from: string
  /** The only person who sees it; null when everybody in the channel does. */
  readonly onlyFor: string | null
  /** The demo clock's instant when it arrived. */
  readonly at: string
  readonly edited: boolean
  /** In the order in which they came; an app's second word on a link takes the place of its first. */
  readonly unfurls?: readonly Unfurl[]
}

/** Whether it is an answer in a thread: those are in no channel's history. */
export const isReply = ({ ts, thread_ts }: Message): boolean => thread_ts !== undefined && thread_ts !== ts

export interface SlackFile {
  readonly id: string
  readonly name: string
  title: string
  readonly length: number
  /** Machine milliseconds. */
  readonly createdAt: number
  bytes: Buffer | null
  /** Its id is kept, so that Slack can say that it was deleted rather than never there. */
  isDeleted: boolean
  /** Processing ends then, in machine milliseconds; null until the upload is completed. */
  readyAt: number | null
}

export interface StoredView {
  readonly id: string
  readonly user: string
  readonly kind: 'home' | 'modal'
  readonly view: Readonly<Record<string, unknown>>
  readonly hash: string
  /** The modal at the bottom of its stack, and the one that it lies upon; its own id and null for one that lies on none. */
  readonly root: string
  readonly previous: string | null
}

/** The right to open one modal. */
export interface Trigger {
  readonly user: string
  /** The modal in which something was done: another may be pushed upon it. */
  readonly view: string | null
  /** Machine milliseconds. */
  readonly until: number
  spent: boolean
}

/** Something that happened, for those who wait and for the page. */
export type Change =
  | { readonly type: 'message' | 'update' | 'delete'; readonly message: Message; readonly via: string }
  | { readonly type: 'view'; readonly view: StoredView }
  | { readonly type: 'closed'; readonly ids: readonly string[] }
  | { readonly type: 'status'; readonly channel: string; readonly ts: string; readonly status: string }
  | { readonly type: 'person'; readonly person: Person }
  | { readonly type: 'channel'; readonly channel: Channel }
  | { readonly type: 'clock'; readonly at: string; readonly busy: boolean }
  | { readonly type: 'log'; readonly entry: LogEntry }

/** One request that crossed the wire, with the token left out. */
export interface LogEntry {
  /** Counts up from 1. */
  readonly n: number
  /** Machine time. */
  readonly at: string
  /** `event` is the one kind that goes to the bot. */
  readonly kind: 'api' | 'response_url' | 'upload' | 'event'
  readonly method: string
  readonly status: number
  readonly ok: boolean
  readonly error?: string
  readonly fault?: string
  readonly ms: number
  readonly args: Readonly<Record<string, unknown>>
  /** What was answered, as `kept` keeps it. */
  readonly reply: string
}
