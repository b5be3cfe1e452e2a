import type { Temporal } from 'temporal-polyfill'
import type { CatalogView } from '../define/catalog.ts'
import type { CompanyFacts, Context } from '../define/context.ts'
import type { SourceStatus } from '../define/sources.ts'
import type { BotState } from '../define/state.ts'
import type { Locale } from '../define/words.ts'
import { SpokenError, UserError } from '../errors.ts'
import { UnknownDimension } from '../query/dimensions.ts'
import type { Engine } from '../query/engine.ts'
import { readListing } from '../query/listing.ts'
import { type Scope, scopeOf, within } from '../query/scope.ts'
import { isStale } from '../query/window.ts'
import { oldestSync } from '../ssot/freshness.ts'
import type { Person } from '../ssot/people.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'

/** What contexts are made from; one per running product. */
export interface Workshop {
  readonly source: SsotSource
  readonly engine: Engine
  readonly catalog: CatalogView
  readonly company: CompanyFacts
  readonly state: BotState
}

export interface Seen {
  readonly who: Person
  readonly locale: Locale
  readonly now: Temporal.Instant
  /** By default all that `who` may see. */
  readonly scope?: Scope
}

/** A definition's context: everything it may use, seen by somebody at an instant. */
export async function contextFor(workshop: Workshop, { who, locale, now, scope }: Seen): Promise<Context> {
  const { source, engine, company } = workshop
  const snapshot = await source.snapshot()
  const allowed = scope ?? scopeOf(who, snapshot.people)
  const narrowed = (wanted: Scope | undefined): Scope => {
    if (!wanted) return allowed
    const inside = within(allowed, wanted)
    if (!inside) throw new UserError(beyond[locale])
    return inside
  }
  return {
    read: async (ask) => engine.read({ ...ask, scope: narrowed(ask.scope) }).catch(inWordsOf(locale)),
    list: async (listing, options) =>
      readListing(source, engine.settings, listing, {
        window: { period: options.period, asOf: options.asOf ?? now },
        scope: narrowed(options.scope),
        where: options.where ?? [],
        limit: options.limit ?? 10,
      }).catch(inWordsOf(locale)),
    now,
    today: now.toZonedDateTimeISO(company.calendar.zone).toPlainDate(),
    company,
    who,
    scope: allowed,
    people: snapshot.people,
    stages: snapshot.stages,
    locale,
    catalog: workshop.catalog,
    sources: statusOf(snapshot, engine, now),
    state: workshop.state,
  }
}

/** Below here nobody knows the asker's language. An unknown breakdown goes on: who asked for it names the nearest. */
const inWordsOf =
  (locale: Locale) =>
  (error: unknown): never => {
    if (error instanceof SpokenError && !(error instanceof UnknownDimension)) throw new UserError(error.words[locale])
    throw error
  }

const beyond: Record<Locale, string> = {
  en: 'Those records are not yours to see. You can ask for your own, and a manager for their team’s.',
  ja: 'その範囲のデータは閲覧できません。ご自身の分、またはマネージャーならチームの分を指定してください。',
}

function statusOf(snapshot: SsotSnapshot, engine: Engine, now: Temporal.Instant): SourceStatus {
  return {
    freshness: snapshot.freshness.map((source) => ({
      ...source,
      stale: now.since(source.syncedAt).total('hours') > engine.settings.staleAfterHours,
    })),
    problems: snapshot.inspection.problems,
    has: (need) => snapshot.mapped.has(need),
    syncedAt: (relations) => oldestSync(snapshot.freshness, relations)?.syncedAt,
    isStale: (relations) => isStale(snapshot, engine.settings, relations, now),
  }
}
