import type pg from 'pg'
import { openWorkshop } from '../../src/answers/open.ts'
import { createChartRenderer } from '../../src/chart/renderer.ts'
import { loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Clock } from '../../src/schedule/clock.ts'
import type { Scheduler } from '../../src/schedule/scheduler.ts'
import { createScheduler } from '../../src/schedule/scheduler.ts'
import type { Timing } from '../../src/schedule/timing.ts'
import { createChannels, createClients } from '../../src/slack/app.ts'
import { createMentions } from '../../src/slack/mentions.ts'
import { createPoster } from '../../src/slack/post.ts'
import { createSender } from '../../src/slack/sender.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { catalogOf } from '../schedule/rig.ts'
import { runLog } from '../support/run-log/log.ts'
import { channelId, definitionsOf } from './definitions.ts'
import { type ChaosOptions, planOf } from './plan.ts'

/** How many times faster than usual everything passes; the sandbox's rate limits do too. */
export const speed = 20

/** The proportions of the usual ones: a lease outlasts the slowest send, a silence outlasts several heartbeats. */
const timing: Partial<Timing> = {
  runLeaseMs: 5_000,
  runAttempts: 1_000,
  runBackoffMs: 100,
  runBackoffCapMs: 1_000,
  sendLeaseMs: 5_000,
  pacingMs: 1_000 / speed,
  sendBackoffMs: 50,
  sendBackoffCapMs: 1_000,
  reconcileAfterMs: 250,
  heartbeatMs: 500,
  silentAfterMs: 1_500,
  queueRestartMs: 250,
  stopWithinMs: 3_000,
  // A clock that moves on does not wait for what it has set off.
  settleWithinMs: 0,
}

const patience = { postMs: 500, readMs: 400 }

export interface Where {
  readonly databaseUrl: string
  readonly apiUrl: string
}

/** The bot's clock, queue and Slack sender as `main` composes them, with the definitions of a plan. */
export function createProduct(
  { databaseUrl, apiUrl }: Where,
  options: ChaosOptions,
  clock: Clock,
  logLevel: string,
): { readonly scheduler: Scheduler; readonly pool: pg.Pool; close(): Promise<void> } {
  const loaded = loadConfig({
    SSOT_URL: databaseUrl,
    DATABASE_URL: databaseUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: apiUrl,
    REVOPS_TIMEZONE: 'UTC',
  })
  const ids = Array.from({ length: options.channels }, (_, channel) => channelId(channel))
  const channels = Object.fromEntries(ids.map((id) => [id, id]))
  // Every message is to come by itself, however many there are.
  const business = { ...loaded.business, channels, alertsPerChannelAndDay: 1_000_000 }
  const config = { ...loaded, business }
  // Among the tests it is looked through with the log of the whole run.
  const log = logLevel === 'silent' ? runLog() : createLog(logLevel)
  const onIdleError = (error: Error): void => log.warn({ err: error }, 'an idle database connection failed')
  const pool = openStatePool({ url: databaseUrl, onIdleError })
  const clients = createClients(config, log, patience)
  const renderer = createChartRenderer()
  const poster = createPoster(
    clients.post,
    renderer,
    createMentions(clients.read, async () => []),
    log,
  )
  const catalog = catalogOf(definitionsOf(planOf(options).rounds))
  const scheduler = createScheduler({
    config,
    workshop: (state) => openWorkshop(config, { state, catalog, onIdleError }),
    pool,
    sender: createSender(clients, poster, createChannels(clients.read)),
    clock,
    log,
    timing,
  })
  return {
    scheduler,
    pool,
    async close() {
      await scheduler.stop()
      await Promise.all([pool.end(), scheduler.workshop.source.close(), renderer.close()])
    },
  }
}

export const botToken = 'xoxb-chaos'
