import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import type { Workshop } from '../../src/answers/context.ts'
import { openWorkshop } from '../../src/answers/open.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import type { BusinessConfig } from '../../src/config-file.ts'
import type { Alert, Observation } from '../../src/define/alert.ts'
import type { AlertDesk } from '../../src/define/alert-desk.ts'
import type { CatalogView } from '../../src/define/catalog.ts'
import type { Context } from '../../src/define/context.ts'
import type { Keeper } from '../../src/define/keeper.ts'
import type { Message } from '../../src/define/message.ts'
import type { Report } from '../../src/define/report.ts'
import type { Log } from '../../src/log.ts'
import { createAlertDesk } from '../../src/schedule/alert-desk.ts'
import { type Clock, systemClock } from '../../src/schedule/clock.ts'
import { createScheduler, type Scheduler } from '../../src/schedule/scheduler.ts'
import type { Sender } from '../../src/schedule/sender.ts'
import type { Timing } from '../../src/schedule/timing.ts'
import { createPastKept } from '../../src/state/past.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { runLog } from '../support/run-log/log.ts'

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text)

export const message = (text: string): Message => ({
  text,
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
  charts: [],
  readings: [],
})

/** A report in the channel `sales` that says when it was due. */
export const report = (fields: Partial<Report> = {}): Report => ({
  title: { en: 'A report', ja: 'レポート' },
  summary: { en: 'Says when it was due.', ja: '予定時刻を伝えます。' },
  schedule: 'daily at 09:00',
  channel: 'sales',
  audience: 'company',
  relations: [],
  catchUpHours: 24,
  run: async ({ now }) => message(`report ${now}`),
  ...fields,
})

/** An alert in the channel `alerts` that says its news. */
export const alert = (observe: (context: Context) => readonly Observation[], fields: Partial<Alert> = {}): Alert => ({
  title: { en: 'An alert', ja: 'アラート' },
  summary: { en: 'Says its news.', ja: '変化を伝えます。' },
  playbook: { means: { en: 'Something.', ja: '何か。' }, steps: [], tuning: { en: 'Nothing.', ja: 'なし。' } },
  severity: 'warning',
  grouping: 'each',
  schedule: 'daily at 09:00',
  channel: 'alerts',
  catchUpHours: 24,
  forDays: 0,
  repeatEveryDays: null,
  tellChanges: false,
  observe: async (context) => observe(context),
  message: async (_context, { as, told }) =>
    message(
      `${as === 'post' ? '' : `${as}: `}${told.map(({ observation, news }) => `${observation.series} ${news}`).join(', ')}`,
    ),
  ...fields,
})

export const observation = (series: string, fields: Partial<Observation> = {}): Observation => ({
  series,
  label: series.toUpperCase(),
  breached: false,
  cleared: false,
  enough: true,
  weight: 1,
  fingerprint: 'same',
  subject: series,
  summary: { en: `${series} is seen`, ja: `${series}を観測` },
  facts: {},
  mention: [],
  people: [],
  ...fields,
})

export const bad = { breached: true, cleared: false }
export const well = { breached: false, cleared: true }

interface Definitions {
  readonly reports?: Readonly<Record<string, Report>>
  readonly alerts?: Readonly<Record<string, Alert>>
}

export const catalogOf = ({ reports = {}, alerts = {} }: Definitions): CatalogView => ({
  metrics: new Map(),
  commands: new Map(),
  reports: new Map(Object.entries(reports)),
  alerts: new Map(Object.entries(alerts)),
  idOf: () => undefined,
})

/** Everything machine time decides, so short that a test can wait for it. */
const quick: Partial<Timing> = {
  runLeaseMs: 2_000,
  runBackoffMs: 50,
  runAttempts: 3,
  sendLeaseMs: 1_500,
  pacingMs: 5,
  sendBackoffMs: 10,
  sendBackoffCapMs: 100,
  reconcileAfterMs: 20,
  heartbeatMs: 100,
  silentAfterMs: 500,
  queueRestartMs: 100,
  stopWithinMs: 2_000,
}

interface Line {
  readonly level: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly sentence: string
}

function createTestLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = []
  const ofRun = runLog()
  const at = (level: 'info' | 'warn' | 'error') => (facts: object, sentence: string) => {
    lines.push({ level, facts: { ...facts }, sentence })
    ofRun[level](facts, sentence)
  }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}

export interface Replica {
  readonly scheduler: Scheduler
  readonly desk: AlertDesk
  readonly log: ReturnType<typeof createTestLog>
  start(): Promise<void>
  /** Stops it and closes its connections. */
  stop(): Promise<void>
}

export interface ReplicaOptions {
  readonly url: string
  readonly definitions?: Definitions
  readonly sender: Sender
  readonly clock?: Clock
  readonly timing?: Partial<Timing>
  readonly config?: Partial<Config>
  readonly channels?: Readonly<Record<string, string | null>>
  readonly alertOwners?: Readonly<Record<string, string>>
  readonly zone?: string
  /** What is written down by the clock; nothing by default. */
  readonly keepers?: (workshop: Workshop, pool: pg.Pool, config: Config) => readonly Keeper[]
  /** What REVOPS_CONFIG would say beside the channels. */
  readonly business?: Partial<BusinessConfig>
  /** Longest that one statement of an answer may take. */
  readonly statementTimeoutMs?: number
  /** Everything there is, instead of a few definitions. */
  readonly catalog?: CatalogView
}

/** One replica of the bot's clock, as `main` builds it; the database is both the SSOT (an empty one) and its own. */
export function createReplica(options: ReplicaOptions): Replica {
  const { url, definitions = {}, sender, clock, timing, zone = 'UTC', keepers } = options
  const loaded = loadConfig({ SSOT_URL: url, DATABASE_URL: url, REVOPS_TIMEZONE: zone })
  const channels = options.channels ?? { sales: 'C0SALES', alerts: 'C0ALERTS' }
  const business = { ...loaded.business, ...options.business, channels, channelLocales: { ja: 'ja' as const } }
  const config: Config = {
    ...loaded,
    ...options.config,
    business: { ...business, alertOwners: options.alertOwners ?? {} },
  }
  const catalog = options.catalog ?? catalogOf(definitions)
  const pool = openStatePool({ url, onIdleError: () => undefined })
  const log = createTestLog()
  const { statementTimeoutMs } = options
  const limit = statementTimeoutMs === undefined ? {} : { statementTimeoutMs }
  const scheduler = createScheduler({
    config,
    workshop: (state, subscriptions) =>
      openWorkshop(config, { ...limit, state, subscriptions, catalog, past: createPastKept(pool) }),
    directChannel: async (email) => (email.startsWith('unknown') ? undefined : `D-${email}`),
    ...(keepers && { keepers: (workshop) => keepers(workshop, pool, config) }),
    pool,
    sender,
    log,
    ...(clock && { clock }),
    timing: { ...quick, ...timing },
  })
  return {
    scheduler,
    desk: createAlertDesk({ pool, workshop: scheduler.workshop, clock: clock ?? systemClock }),
    log,
    start: () => scheduler.start(),
    async stop() {
      await scheduler.stop()
      await Promise.all([pool.end(), scheduler.workshop.source.close()])
    },
  }
}

/** A clock that stands still. */
export const stopped = (at: string): Clock => ({ now: () => instant(at) })
