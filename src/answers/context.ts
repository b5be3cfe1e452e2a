import { Temporal } from 'temporal-polyfill'
import { spanBetween } from '../calendar/periods.ts'
import type { AlertRules } from '../define/alert-rule.ts'
import type { CatalogView } from '../define/catalog.ts'
import type { Asked, CompanyFacts, Context, ListOptions } from '../define/context.ts'
import type { FirstReports } from '../define/reported.ts'
import type { PastTold, SourceStatus } from '../define/sources.ts'
import type { BotState } from '../define/state.ts'
import type { Subscriptions } from '../define/subscription.ts'
import type { Locale } from '../define/words.ts'
import { SpokenError, UserError } from '../errors.ts'
import { type Access, openToAll, type Reach, reachOf } from '../query/access.ts'
import { UnknownDimension, usableDimensions } from '../query/dimensions.ts'
import type { Engine } from '../query/engine.ts'
import { UnknownValue } from '../query/filter-values.ts'
import { type ListRequest, readListing } from '../query/listing.ts'
import { factsOf } from '../query/plan.ts'
import { rowsBehind } from '../query/rows-behind.ts'
import { type Scope, within } from '../query/scope.ts'
import { statementsOf } from '../query/statements.ts'
import { touchedBy } from '../query/touched.ts'
import { factContext, isStale } from '../query/window.ts'
import { oldestSync } from '../ssot/freshness.ts'
import type { Person } from '../ssot/people.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { comparableReports } from './first-reported.ts'
import { catalogSeen } from './seen-catalog.ts'

/** What contexts are made from; one per running product. */
export interface Workshop {
  readonly source: SsotSource
  readonly engine: Engine
  readonly catalog: CatalogView
  readonly company: CompanyFacts
  readonly access: Access
  readonly state: BotState
  /** Figures as they were first told, where the bot has a database of its own. */
  readonly reports?: FirstReports | undefined
  readonly subscriptions?: Subscriptions | undefined
  readonly rules?: AlertRules | undefined
}

/** The same workshop for what nobody waits for. See `SsotSource.unhurried`. */
export function unhurried(workshop: Workshop): Workshop {
  const source: SsotSource = { ...workshop.source, query: workshop.source.unhurried }
  return { ...workshop, source, engine: workshop.engine.over(source) }
}

export interface Seen {
  readonly who: Person
  readonly locale: Locale
  readonly now: Temporal.Instant
  /** Of what is the company's own and nobody's in particular, where no KPI is withheld; by default what `who` may see. */
  readonly scope?: Scope
  /** The same for less than `who` may see: what others may see as well. */
  readonly reach?: Reach | undefined
  /** Seen as of the end of this day instead of `now`. */
  readonly endOf?: Temporal.PlainDate
  /** Where in Slack it was asked; nowhere by default. */
  readonly asked?: Asked | undefined
  /** What is already known of the SSOT; looked at anew by default. */
  readonly snapshot?: SsotSnapshot
}

/** A definition's context: everything it may use, seen by somebody at an instant. */
export async function contextFor(workshop: Workshop, { who, locale, endOf, ...seen }: Seen): Promise<Context> {
  const { source, engine, company } = workshop
  const { zone } = company.calendar
  const now = endOf ? endOf.add({ days: 1 }).toZonedDateTime(zone).toInstant() : seen.now
  const snapshot = seen.snapshot ?? (await source.snapshot())
  const reach = seen.reach ?? reachIn(workshop, seen.scope, who, snapshot)
  const { scope: allowed, withholds } = reach
  const { catalog, withheld } = catalogSeen(workshop.catalog, withholds)
  const narrowed = (wanted: Scope | undefined): Scope => {
    if (!wanted) return allowed
    const inside = within(allowed, wanted)
    if (!inside) throw new UserError(beyond[locale])
    return inside
  }
  const requestOf = ({
    period,
    asOf = now,
    scope: wanted,
    where = [],
    limit = 10,
    offset = 0,
  }: ListOptions): ListRequest => ({
    window: { period, asOf },
    scope: narrowed(wanted),
    where,
    limit,
    offset,
  })
  return {
    read: async (ask) =>
      engine.read({ ...ask, scope: narrowed(ask.scope), withholds }, snapshot).catch(inWordsOf(locale)),
    list: async (listing, options) =>
      readListing(source, engine.settings, listing, requestOf(options), snapshot).catch(inWordsOf(locale)),
    readWithRows: async (ask, rows) =>
      engine.readWithRows({ ...ask, scope: narrowed(ask.scope), withholds }, rows, snapshot).catch(inWordsOf(locale)),
    async rowsBehind(metric, { window, where, limit, offset }) {
      const behind = rowsBehind(metric, allowed)
      if (!behind || withholds(metric)) return { columns: [], sides: [], rows: [], total: 0 }
      const request = { window, scope: allowed, where: where ?? [], limit, offset }
      const page = await readListing(source, engine.settings, behind.listing, request, snapshot).catch(
        inWordsOf(locale),
      )
      return { columns: behind.columns, sides: behind.sides, ...page }
    },
    firstReported: async (metrics, periods) =>
      endOf || allowed.kind === 'people'
        ? []
        : comparableReports(
            workshop,
            snapshot,
            now,
            [...metrics].filter((metric) => !withholds(metric)),
            periods,
          ),
    countReported: async () => workshop.reports?.count() ?? 0,
    statements(ask) {
      try {
        return statementsOf({ ...ask, scope: narrowed(ask.scope), withholds }, snapshot, engine.settings)
      } catch (error) {
        return inWordsOf(locale)(error)
      }
    },
    dimensions: (metric) =>
      usableDimensions(factsOf(metric), { mapped: snapshot.mapped, settings: engine.settings, scope: allowed }),
    at: (then, firing) => {
      const state = firing === undefined ? workshop.state : { ...workshop.state, firing: async () => firing }
      const there = { who, locale, reach, asked: seen.asked, snapshot, now: then }
      return contextFor({ ...workshop, state }, there)
    },
    engine: engine.settings,
    now,
    // The end of a day still is that day: "this quarter" as of 30 September is the one that ends with it.
    today: endOf ?? now.toZonedDateTimeISO(zone).toPlainDate(),
    unfinished: now.toZonedDateTimeISO(zone).toPlainDate(),
    endOfDay: endOf !== undefined,
    company,
    who,
    scope: allowed,
    people: snapshot.people,
    stages: snapshot.stages,
    locale,
    catalog,
    withheld,
    sources: statusOf(snapshot, workshop, now),
    state: workshop.state,
    asked: seen.asked,
    subscriptions: workshop.subscriptions,
    rules: workshop.rules,
  }
}

const reachIn = (
  { access, catalog }: Workshop,
  scope: Scope | undefined,
  who: Person,
  { people }: SsotSnapshot,
): Reach => (scope ? { scope, withholds: openToAll } : reachOf(who, people, access, catalog.idOf))

/** Below here nobody knows the asker's language. An unknown breakdown or value goes on: who asked for it names the nearest. */
const inWordsOf =
  (locale: Locale) =>
  (error: unknown): never => {
    const nearestNamed = error instanceof UnknownDimension || error instanceof UnknownValue
    if (error instanceof SpokenError && !nearestNamed) throw new UserError(error.words[locale])
    throw error
  }

const beyond: Record<Locale, string> = {
  en: 'Those records are not yours to see. You can ask for your own, and a manager for their team’s.',
  ja: 'その範囲のデータは閲覧できません。ご自身の分、またはマネージャーならチームの分を指定してください。',
}

/** How many sources synced too long ago: time adds to them, and only a sync takes away. */
export const staleSources = ({ engine }: Workshop, snapshot: SsotSnapshot, now: Temporal.Instant): number =>
  snapshot.freshness.filter(({ syncedAt }) => isOld(syncedAt, engine, now)).length

const isOld = (syncedAt: Temporal.Instant, { settings }: Engine, now: Temporal.Instant): boolean =>
  now.since(syncedAt).total('hours') > settings.staleAfterHours

export function statusOf(snapshot: SsotSnapshot, { engine, catalog }: Workshop, now: Temporal.Instant): SourceStatus {
  const today = now.toZonedDateTimeISO(engine.settings.zone).toPlainDate()
  const window = { period: spanBetween(today, today.add({ days: 1 })), asOf: now }
  return {
    freshness: snapshot.freshness.map((source) => ({ ...source, stale: isOld(source.syncedAt, engine, now) })),
    problems: snapshot.inspection.problems,
    findings: snapshot.quality.findings,
    checked: snapshot.quality.relations,
    touches: (what) => touchedBy(catalog.metrics, what, factContext(snapshot, engine.settings, window)),
    past: (at) => pastOf(snapshot, at),
    lastChange: snapshot.lastChange,
    snapshots: snapshotStatus(snapshot),
    has: (need) => snapshot.mapped.has(need),
    syncedAt: (relations) => oldestSync(snapshot.freshness, relations)?.syncedAt,
    isStale: (relations) => isStale(snapshot, engine.settings, relations, now),
  }
}

/** Whether something has changed since an instant, and what tells how it was. */
function pastOf({ lastChange, mapped, kept }: SsotSnapshot, at: Temporal.Instant): PastTold | null {
  if (!lastChange || Temporal.Instant.compare(at, lastChange) > 0) return null
  if (!mapped.has('opportunity_history')) return 'without history'
  if (!kept) return 'from history'
  return Temporal.Instant.compare(at, kept.since) < 0 ? 'before snapshots' : 'from snapshots'
}

const snapshotStatus = ({ kept }: SsotSnapshot): SourceStatus['snapshots'] =>
  kept ? { since: kept.day, latest: kept.latest, versions: kept.versions, used: kept.used } : null
