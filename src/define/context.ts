import type { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../calendar/company.ts'
import type { Period } from '../calendar/period.ts'
import type { Readings, ReadingsWithRows, Rows } from '../query/engine.ts'
import type { Listing, Page } from '../query/listing.ts'
import type { Question } from '../query/question.ts'

import type { BehindRow, Side } from '../query/rows-behind.ts'
import type { Scope } from '../query/scope.ts'
import type { Statement } from '../query/statements.ts'
import type { EngineSettings, TimeWindow } from '../query/window.ts'
import type { ListedColumn } from '../ssot/fact.ts'
import type { Person } from '../ssot/people.ts'
import type { Stage } from '../ssot/stages.ts'
import type { AlertRules } from './alert-rule.ts'
import type { CatalogView } from './catalog.ts'
import type { BaseMetric, Metric } from './metric.ts'
import type { FirstReported } from './reported.ts'
import type { SourceStatus } from './sources.ts'
import type { BotState, FiringSeries } from './state.ts'
import type { Subscriptions } from './subscription.ts'
import type { Locale } from './words.ts'

/** A question as definitions ask it: the scope is the asker's unless a narrower one is named. */
export type Ask = Omit<Question, 'scope'> & { readonly scope?: Scope }

/** What the company's configuration says that answers show. */
export interface CompanyFacts {
  readonly calendar: CompanyCalendar
  /** ISO 4217. */
  readonly currency: string
  readonly links: { readonly opportunity?: string | undefined; readonly account?: string | undefined }
  readonly contact: string | undefined
  /** Logical channels: their names, Slack's ids, and what is spoken there. */
  readonly channels: readonly { readonly name: string; readonly id: string; readonly locale: Locale }[]
  readonly csLead: string | undefined
  readonly health: { readonly version: number; readonly bands: { readonly healthy: number; readonly watch: number } }
}

/** What a person may not see, beside other people's records. */
export interface Withheld {
  /** KPIs, by id. */
  readonly metrics: ReadonlyMap<string, Metric>
  /** Rules that tell of such KPIs, by id. */
  readonly alerts: ReadonlySet<string>
}

/** Where in Slack a question was typed. */
export interface Asked {
  /** A Slack id; one that begins with D is a direct message. */
  readonly channel: string | undefined
  /** The asker's time zone, as Slack knows it. */
  readonly zone: string | undefined
  /** Why the asker may not have something posted in a channel; undefined when they may. */
  unfit(channel: string): Promise<Unfit | undefined>
}

/**
 * `external`: another company reads along; `uninvited`: the bot cannot post there; `foreign`: the asker is not in that
 * private channel; `unseen`: it is not known whether they are, or whether another company is.
 */
export type Unfit = 'external' | 'archived' | 'uninvited' | 'foreign' | 'unseen'

/** All that a definition may use while it runs. It never holds a pool, a client or a clock. */
export interface Context {
  read(ask: Ask): Promise<Readings>
  list<Row>(listing: Listing<Row>, options: ListOptions): Promise<Page<Row>>
  /** Figures of one window and the first rows behind them, cheaper than one after the other. */
  readWithRows<Row>(ask: Ask, rows: Rows<Row>): Promise<ReadingsWithRows<Row>>
  /** The rows that a figure counts, with what each adds to it; none to who sees totals only. */
  rowsBehind(metric: BaseMetric, options: BehindOptions): Promise<Behind>
  /**
   * What figures of the company were when first told, for those of the KPIs and closed periods that are kept and whose
   * definition is the same now. None for who sees less than the company, or the past as it was.
   */
  firstReported(metrics: Iterable<Metric>, periods: readonly Period[]): Promise<readonly FirstReported[]>
  /** First figures that are kept. */
  countReported(): Promise<number>
  /** What a question would ask of the SSOT, statement by statement. */
  statements(ask: Ask): readonly Statement[]
  /** What a KPI can be broken down by, where all that it takes is connected. */
  dimensions(metric: Metric): readonly string[]
  /**
   * The same person's view from another instant, on the same knowledge of the SSOT. `firing`: what fires then, as far as
   * whoever asks has worked it out; by default what fires now.
   */
  at(now: Temporal.Instant, firing?: readonly FiringSeries[]): Promise<Context>
  /** How questions become windows and statements. */
  readonly engine: EngineSettings
  /** The instant everything is seen from. */
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  /** The first day that is not over: `today`, or the day after it at its end. Complete periods end before it. */
  readonly unfinished: Temporal.PlainDate
  /** `now` is the end of `today`: somebody asked for the past as it was. */
  readonly endOfDay: boolean
  readonly company: CompanyFacts
  readonly who: Person
  /** The widest scope `who` may see. */
  readonly scope: Scope
  readonly people: readonly Person[]
  readonly stages: readonly Stage[]
  readonly locale: Locale
  /** Without what is withheld. */
  readonly catalog: CatalogView
  readonly withheld: Withheld
  readonly sources: SourceStatus
  readonly state: BotState
  /** Undefined outside Slack. */
  readonly asked: Asked | undefined
  /** Undefined where the bot has no database of its own. */
  readonly subscriptions: Subscriptions | undefined
  /** The same. */
  readonly rules: AlertRules | undefined
}

export interface BehindOptions {
  readonly window: TimeWindow
  readonly where: Question['where']
  readonly limit: number
  readonly offset: number
}

/** Rows behind a figure: a page of them, and how many there are in all. */
export interface Behind {
  readonly columns: readonly ListedColumn[]
  readonly sides: readonly Side[]
  readonly rows: readonly BehindRow[]
  readonly total: number
}

export interface ListOptions {
  readonly period: Period
  readonly asOf?: Temporal.Instant
  readonly scope?: Scope
  readonly where?: Question['where']
  readonly limit?: number
  /** Rows to pass over; none by default. */
  readonly offset?: number
}
