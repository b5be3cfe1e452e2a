import { readdir } from 'node:fs/promises'
import { Temporal } from 'temporal-polyfill'
import { afterAll } from 'vitest'
import type { z } from 'zod'
import type { Workshop } from '../../src/answers/context.ts'
import { openWorkshop, type PastKept } from '../../src/answers/open.ts'
import type { CompanyCalendar } from '../../src/calendar/company.ts'
import type { Period } from '../../src/calendar/period.ts'
import { spanBetween } from '../../src/calendar/periods.ts'
import type { Catalog } from '../../src/catalog.ts'
import { loadConfig } from '../../src/config.ts'
import { businessConfig } from '../../src/config-file.ts'
import type { Metric } from '../../src/define/metric.ts'
import type { Reading } from '../../src/define/reading.ts'
import type { Engine, Readings } from '../../src/query/engine.ts'
import type { Filter } from '../../src/query/question.ts'
import { everything, type Scope } from '../../src/query/scope.ts'
import type { TimeWindow } from '../../src/query/window.ts'
import type { SsotSource } from '../../src/ssot/source.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { type Rows, writeWorld } from './rows.ts'

export interface SsotOptions {
  readonly zone?: string
  /** 0.8 by default. */
  readonly grossMargin?: number
  readonly fiscalYearStart?: number
  /** What a question without `asOf` is seen from, local time of the company. */
  readonly now?: string
  readonly cache?: boolean
  readonly statementTimeoutMs?: number
  /** What REVOPS_CONFIG would say: holidays, the MQL SLA. */
  readonly business?: z.input<typeof businessConfig>
  readonly checkTimeoutMs?: number
  /** What the bot itself keeps of the past. */
  readonly past?: PastKept
}

/** A question as tests put it. */
export interface Ask {
  /** `2026`, `2026-Q1`, `2026-03`, `2026-03-14`, or half-open days `2026-03-01/2026-04-01`. */
  readonly period: string
  /** Local time of the company, or an instant that ends in Z. */
  readonly asOf?: string
  readonly by?: readonly string[]
  readonly where?: readonly Filter[]
  /** People whose records are meant; by default everybody's. */
  readonly scope?: readonly string[] | Scope
}

/** The real engine over a test's database. */
export interface Ssot {
  readonly database: TestDatabase
  readonly engine: Engine
  readonly source: SsotSource
  readonly workshop: Workshop
  readonly calendar: CompanyCalendar
  readonly zone: string
  /** Empties the contract's tables and fills them: a small world to stand on, and these rows. */
  fill(rows?: Rows): Promise<void>
  metric(id: string): Metric
  instant(text: string): Temporal.Instant
  window(ask: Pick<Ask, 'period' | 'asOf'>): TimeWindow
  /** One reading per group. */
  ask(metric: string | Metric, ask: Ask): Promise<readonly Reading[]>
  /** The only reading of a question without a breakdown. */
  one(metric: string | Metric, ask: Ask): Promise<Reading>
  /** The values of a breakdown, by what a person reads; without a value it reads "–". */
  values(metric: string | Metric, ask: Ask): Promise<Record<string, number | null>>
  read(
    metrics: readonly (string | Metric)[],
    windows: readonly TimeWindow[],
    ask?: Omit<Ask, 'period'>,
  ): Promise<Readings>
  close(): Promise<void>
}

const folder = new URL('../../src/metrics/', import.meta.url)

/** Every KPI by id, and nothing else of the catalogue. */
async function loadMetrics(): Promise<ReadonlyMap<string, Metric>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  const entries = names.map(async (name) => {
    const module = (await import(new URL(name, folder).href)) as { default: Metric }
    return [name.slice(0, -3).replaceAll('-', '_'), module.default] as const
  })
  return new Map(await Promise.all(entries))
}

/** A database and an engine over it for one test file, gone when the file is done; or a second engine over another's. */
export async function useSsot(options: SsotOptions = {}, beside?: Ssot): Promise<Ssot> {
  const database = beside?.database ?? (await createDatabase())
  const ssot = await openSsot(database, options)
  afterAll(async () => {
    await ssot.close()
    if (!beside) await database.drop()
  })
  return ssot
}

/** An SSOT without some relations (`tickets`) or columns (`opportunities.closed_at`); `fill` leaves them out. */
export async function useLacking(needs: readonly string[], options: SsotOptions = {}): Promise<Ssot> {
  const database = await createDatabase()
  for (const need of needs) {
    const [relation, column] = need.split('.')
    await database.query(column ? `alter table ssot.${relation} drop column ${column}` : `drop table ssot.${relation}`)
  }
  const ssot = await openSsot(database, options)
  afterAll(async () => {
    await ssot.close()
    await database.drop()
  })
  return ssot
}

/** The engine over an open database; dates that `fill` writes without an offset are the company's. */
export async function openSsot(database: TestDatabase, options: SsotOptions = {}): Promise<Ssot> {
  const {
    zone = 'Asia/Tokyo',
    fiscalYearStart = 1,
    now = '2027-01-01T00:00',
    cache = true,
    grossMargin = 0.8,
  } = options
  const metrics = await loadMetrics()
  const ids = new Map<object, string>([...metrics].map(([id, metric]) => [metric, id]))
  const none = new Map()
  const catalog: Catalog = { metrics, commands: none, reports: none, alerts: none, idOf: (each) => ids.get(each) }
  const environment = loadConfig({
    SSOT_URL: database.url,
    REVOPS_TIMEZONE: zone,
    REVOPS_FISCAL_YEAR_START: String(fiscalYearStart),
    REVOPS_CACHE: String(cache),
    REVOPS_GROSS_MARGIN: String(grossMargin),
  })
  const config = { ...environment, business: businessConfig.parse(options.business ?? {}) }
  const state = {
    firing: async () => [],
    runs: async () => [],
    deliveries: async () => [],
    trouble: async () => ({ waitingSeconds: null, lastError: null }),
  }
  const { statementTimeoutMs, checkTimeoutMs } = options
  const workshop = openWorkshop(config, {
    state,
    catalog,
    past: options.past,
    ...(statementTimeoutMs === undefined ? {} : { statementTimeoutMs }),
    ...(checkTimeoutMs === undefined ? {} : { checkTimeoutMs }),
  })
  const { engine, source, company } = workshop

  const instant = (text: string): Temporal.Instant =>
    text.endsWith('Z')
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
  const metric = (id: string): Metric => {
    const found = metrics.get(id)
    if (!found) throw new Error(`no KPI is called ${id}`)
    return found
  }
  const metricOf = (each: string | Metric): Metric => (typeof each === 'string' ? metric(each) : each)
  const window: Ssot['window'] = ({ period, asOf }) => ({ period: periodOf(period), asOf: instant(asOf ?? now) })
  const read: Ssot['read'] = (wanted, windows, { by = [], where = [], scope } = {}) =>
    engine.read({ metrics: wanted.map(metricOf), windows, by, where, scope: scopeOf(scope) })
  const ask: Ssot['ask'] = async (id, question) => (await read([id], [window(question)], question)).of(metricOf(id))
  return {
    database,
    engine,
    source,
    workshop,
    calendar: company.calendar,
    zone,
    fill: (rows = {}) => writeWorld(database, zone, rows),
    metric,
    instant,
    window,
    read,
    ask,
    async one(id, question) {
      const [reading, ...more] = await ask(id, question)
      if (!reading || more.length > 0) throw new Error(`${more.length + (reading ? 1 : 0)} readings instead of one`)
      return reading
    },
    async values(id, question) {
      const readings = await ask(id, question)
      return Object.fromEntries(
        readings.map(({ by, value }) => [
          Object.values(by)
            .map((name) => name ?? '–')
            .join(' / '),
          value,
        ]),
      )
    },
    close: () => source.close(),
  }
}

function scopeOf(given: Ask['scope']): Scope {
  if (given === undefined) return everything
  return 'kind' in given ? given : { kind: 'people', ids: given }
}

/** A period as tests write it; what it is called does not matter here, only its days. */
export function periodOf(text: string): Period {
  const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso)
  if (text.includes('/')) {
    const [from = '', to = ''] = text.split('/')
    return spanBetween(day(from), day(to))
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text)
  if (quarter) {
    const from = day(`${quarter[1]}-01-01`).add({ months: 3 * (Number(quarter[2]) - 1) })
    return { from, to: from.add({ months: 3 }), grain: 'quarter', count: 1, fiscal: false }
  }
  if (/^\d{4}$/.test(text)) {
    const from = day(`${text}-01-01`)
    return { from, to: from.add({ years: 1 }), grain: 'year', count: 1, fiscal: false }
  }
  if (/^\d{4}-\d{2}$/.test(text)) {
    const from = day(`${text}-01`)
    return { from, to: from.add({ months: 1 }), grain: 'month', count: 1, fiscal: false }
  }
  return { from: day(text), to: day(text).add({ days: 1 }), grain: 'day', count: 1, fiscal: false }
}
