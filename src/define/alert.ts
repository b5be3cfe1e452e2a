import type { RelationName } from '../ssot/contract.ts'
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import type { Metric } from './metric.ts'
import type { Watch } from './rule.ts'
import type { Words } from './words.ts'

export type Severity = 'warning' | 'critical'

/** How one series of a rule stands at an instant. */
export interface Observation {
  /** Names the series for ever: a segment, an account's id; '' for the whole company. */
  readonly series: string
  readonly label: string
  /** The firing condition holds: change, floor, number of rows and confidence alike. */
  readonly breached: boolean
  /** The clearing condition holds; between the two, a firing series stays as it is. */
  readonly cleared: boolean
  /** Too little to go by: neither fires nor recovers. */
  readonly enough: boolean
  /** Larger is worse: orders messages. */
  readonly weight: number
  /** What is told when this changes; equal texts are the same news. */
  readonly fingerprint: string
  /** The fact itself, whichever rule tells it: two rules with one subject tell it once. */
  readonly subject: string
  readonly summary: Words
  /** Figures for the message, kept with the state: numbers and words only. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Users to mention, by `ssot.users` id: taken from the rows it is about. */
  readonly mention: readonly string[]
  /**
   * Users whose records it is about: they and those above them may know of it. Empty: it is a total, for who sees the
   * company's; see `about` for what is everybody's.
   */
  readonly people: readonly string[]
}

/** What became of a series, and so what has to be said. */
export type News = 'fired' | 'changed' | 'repeated' | 'recovered'

export interface Told {
  readonly news: News
  readonly observation: Observation
  /** When it began to fire. */
  readonly since: string
  /** What was last told of it. */
  readonly before: Observation | null
  /** With `recovered`: the series is no longer there at all, so `observation` is the last one there was. */
  readonly gone?: boolean
}

/** One series of a message, as it stands now. */
export interface Standing {
  readonly observation: Observation
  readonly since: string
  /** When it was over; absent while it goes on. */
  readonly over?: string
}

/** What people made of a message's series. Names as people read them. */
export interface Handling {
  readonly acknowledged?: { readonly by: string; readonly at: string }
  readonly assigned?: { readonly to: string; readonly by: string }
  /** `until`: an instant; absent: until it changes. */
  readonly snoozed?: { readonly by: string; readonly until?: string; readonly reason?: string }
}

/** A message about series of a rule that fired together. */
export interface AlertPost {
  /** Opaque; buttons carry it. */
  readonly key: string
  /** The message itself, new or edited, or an answer in its thread. */
  readonly as: 'post' | 'reply'
  /** What is news, worst first. */
  readonly told: readonly [Told, ...Told[]]
  /** All that the message is about, worst first. */
  readonly standing: readonly Standing[]
  readonly handling: Handling
}

/** Chapters of `docs/alerts.md`: what it means, what to do, how to tune it. */
export interface Playbook {
  readonly means: Words
  /** Steps, in order. */
  readonly steps: readonly Words[]
  readonly tuning: Words
}

/** A rule that watches by itself. `observe` only reads; whether to speak is decided elsewhere, the same for all rules. */
export interface Alert {
  readonly title: Words
  /** When it fires and when it is over, in one sentence. */
  readonly summary: Words
  readonly playbook: Playbook
  readonly severity: Severity
  readonly schedule: string
  /** Logical channel; `owner`: the direct messages of whoever a series is about. */
  readonly channel: string
  /** Other logical channels for some series, by their label. */
  readonly channels?: Readonly<Record<string, string>>
  /** Series that change together come as one message, or each comes as its own. */
  readonly grouping: 'together' | 'each'
  readonly catchUpHours: number
  /** The condition must have held this many days before it is told. */
  readonly forDays: number
  /** While it goes on, tell it again after so many days; null: only when it changes. */
  readonly repeatEveryDays: number | null
  /** A change of fingerprint is news in itself. */
  readonly tellChanges: boolean
  /** Nobody acknowledged it for so many hours: those who manage the people mentioned are told. */
  readonly escalateAfterHours?: number
  /** The person whose eyes it sees with; by default it sees everything. */
  readonly seenAs?: string
  /** Users to mention with every series, by `ssot.users` id, beside those of its rows. */
  readonly mention?: readonly string[]
  /** What it rests on: while a source of these is stale, nothing fires and nothing recovers. */
  readonly relations?: readonly RelationName[]
  /** What it watches, where that is a KPI: checked at start, and drawn. */
  readonly watch?: Watch
  /**
   * `accounts`: its series are accounts, by id: a backtest holds what it told against those that left. `sources`: it tells
   * how fresh data is and nothing of the records in it, so everybody may know.
   */
  readonly about?: 'accounts' | 'sources'
  /** Its series are accounts, by id: their names become links, where configuration says where accounts are. */
  readonly names?: 'accounts'
  /** KPIs that it watches or tells: whoever changes one sees that here it matters. */
  readonly uses?: readonly Metric[]
  observe(context: Context): Promise<readonly Observation[]>
  /** The same at many instants at once, where that is cheaper than one by one: for backtests. */
  observeAll?(context: Context, instants: readonly Instant[]): Promise<readonly (readonly Observation[])[]>
  message(context: Context, post: AlertPost): Promise<Message>
}

type Instant = Context['now']

export const defineAlert = (alert: Alert): Alert => alert
