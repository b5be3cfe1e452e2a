import type { Temporal } from 'temporal-polyfill'

/** A series that is firing (or about to recover), as `alerts` and the digest tell it. */
export interface FiringSeries {
  readonly alert: string
  /** What the rule is broken down by: a segment, an account; empty for the whole company. */
  readonly series: string
  /** As a person reads the series. */
  readonly label: string
  readonly state: 'firing' | 'recovering'
  readonly since: Temporal.Instant
  /** What happened, in one sentence per language. */
  readonly summary: { readonly en: string; readonly ja: string }
  /** As in its observation: whose records it is about. */
  readonly people: readonly string[]
}

export interface PlannedRun {
  readonly id: string
  readonly kind: 'report' | 'alert' | 'keeper'
  readonly next: Temporal.Instant
  readonly last?: { readonly due: Temporal.Instant; readonly outcome: string }
}

export interface DeliveryCount {
  readonly state: string
  readonly count: number
}

/** What there is to tell of messages that have not arrived. */
export interface DeliveryTrouble {
  /** Machine seconds that the oldest one has waited; null when none waits. */
  readonly waitingSeconds: number | null
  /** The latest error of the last week whose message has not arrived since, as Slack or the queue puts it. */
  readonly lastError: string | null
}

/** What the bot itself knows and did. */
export interface BotState {
  firing(): Promise<readonly FiringSeries[]>
  runs(): Promise<readonly PlannedRun[]>
  deliveries(): Promise<readonly DeliveryCount[]>
  trouble(): Promise<DeliveryTrouble>
}
