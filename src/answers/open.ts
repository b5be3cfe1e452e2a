import { companyCalendar } from '../calendar/company.ts'
import type { Catalog } from '../catalog.ts'
import { type Config, ConfigError } from '../config.ts'
import type { AlertRules } from '../define/alert-rule.ts'
import type { CompanyFacts } from '../define/context.ts'
import type { FirstReports } from '../define/reported.ts'
import type { BotState } from '../define/state.ts'
import type { Subscriptions } from '../define/subscription.ts'
import { accessOf } from '../query/access.ts'
import { createEngine } from '../query/engine.ts'
import type { EngineSettings } from '../query/window.ts'
import type { RelationName } from '../ssot/contract.ts'
import type { KeptHistory } from '../ssot/kept-history.ts'
import { createSsotPool, type SsotPoolOptions } from '../ssot/pool.ts'
import { createSsotSource, type SsotSource } from '../ssot/source.ts'
import type { ExtraColumns } from '../ssot/tables.ts'
import { accessFaults } from './access-faults.ts'
import type { Workshop } from './context.ts'

export interface OpenOptions {
  readonly state: BotState
  readonly catalog: Catalog
  /** Longest that one statement may run. */
  readonly statementTimeoutMs?: number
  /** Longest that the checks of one relation may run. */
  readonly checkTimeoutMs?: number
  onIdleError?(error: Error): void
  /** What the bot itself keeps of the past; nothing by default. */
  readonly past?: PastKept | undefined
  /** What people are subscribed to, where there is a database for it. */
  readonly subscriptions?: Subscriptions | undefined
  /** The same, of rules that people made. */
  readonly rules?: AlertRules | undefined
}

/** The bot's own memory: deals as they stood, figures as they were first told. */
export interface PastKept {
  readonly reports: FirstReports
  readonly history: KeptHistory
  /** Versions that may travel with a question; the source's own limit by default. */
  readonly mostCarried?: number | undefined
}

/** Longest that one statement may take of what nobody waits for: runs by the clock, and what a terminal works out. */
export const unhurriedTimeoutMs = 120_000

/** Everything answers are made with, connected to the SSOT of the configuration. Throws a ConfigError for KPIs it names that are none. */
export function openWorkshop(config: Config, options: OpenOptions): Workshop {
  const url = config.ssot.url
  if (url === undefined) throw new ConfigError('SSOT_URL is not set: the PostgreSQL to read the SSOT from')
  const company = companyFacts(config)
  const { extra, personalExtra } = extraColumns(config)
  const { catalog } = options
  const faults = accessFaults(config.business.access, [...catalog.metrics.keys()])
  if (faults.length > 0) throw new ConfigError(faults.join('\n'))
  const reach: SsotPoolOptions = {
    url,
    statementTimeoutMs: options.statementTimeoutMs ?? 15_000,
    connectTimeoutMs: 2_000,
    onIdleError: options.onIdleError ?? (() => undefined),
  }
  // Nobody waits for the checks of the rows, neither for what they find nor for their end: they may take their time, but
  // not the server's.
  const patience = { statementTimeoutMs: options.checkTimeoutMs ?? 60_000, max: 2, abandon: true, parallel: false }
  // Nor for what runs by the clock: a digest of a big company is late rather than missing.
  const late = { statementTimeoutMs: Math.max(reach.statementTimeoutMs, unhurriedTimeoutMs), max: 4 }
  const pools = {
    answers: createSsotPool(reach),
    scheduled: createSsotPool({ ...reach, ...late }),
    checks: createSsotPool({ ...reach, ...patience }),
  }
  const source: SsotSource = createSsotSource(pools, {
    schema: config.ssot.schema,
    zone: config.zone,
    currency: config.currency,
    extra,
    cache: config.ssot.cache,
    metrics: [...catalog.metrics.keys()],
    history: options.past?.history,
    mostCarried: options.past?.mostCarried,
  })
  const settings: EngineSettings = {
    calendar: company.calendar,
    zone: config.zone,
    extra,
    personalExtra,
    metrics: {
      grossMargin: config.grossMargin,
      mqlSlaHours: config.business.mqlSlaHours,
      health: config.business.health,
    },
    staleAfterHours: config.business.staleAfterHours,
  }
  const engine = createEngine({ source, settings, idOf: catalog.idOf })
  const { state, past, subscriptions, rules } = options
  const access = accessOf(config.business.access)
  return { source, engine, catalog, company, access, state, reports: past?.reports, subscriptions, rules }
}

function companyFacts({ zone, fiscalYearStart, currency, locale, business }: Config): CompanyFacts {
  return {
    calendar: companyCalendar({
      zone,
      fiscalYearStart,
      fiscalYearLabel: business.fiscalYearLabel,
      weekStart: business.weekStart,
      holidays: business.holidays,
    }),
    currency,
    links: business.links,
    contact: business.contact,
    channels: Object.entries(business.channels).flatMap(([name, id]) =>
      id === null ? [] : [{ name, id, locale: business.channelLocales[name] ?? locale }],
    ),
    csLead: business.csLead,
    health: { version: business.health.version, bands: business.health.bands },
  }
}

/** The extra columns by relation, without relations that have none; and which of them are personal. */
function extraColumns({ business: { dimensions } }: Config): {
  extra: ExtraColumns
  personalExtra: ReadonlySet<string>
} {
  const relations = (['accounts', 'leads', 'opportunities'] as const).flatMap((relation) =>
    (dimensions[relation] ?? []).map((column) => ({ relation, ...column })),
  )
  const extra: Partial<Record<RelationName, string[]>> = {}
  for (const { relation, column } of relations) extra[relation] = [...(extra[relation] ?? []), column]
  const personal = relations.filter((each) => each.personal)
  return { extra, personalExtra: new Set(personal.map(({ relation, column }) => `${relation}.${column}`)) }
}
