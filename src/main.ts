import type { ServerResponse } from 'node:http'
import { createAnswers } from './answers/answer.ts'
import { openWorkshop } from './answers/open.ts'
import { createSubscribeDesk } from './answers/subscribe-desk.ts'
import { loadCatalog } from './catalog.ts'
import { createChartRenderer } from './chart/renderer.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config.ts'
import { createLog, type Log } from './log.ts'
import { createPastKeeper } from './past/keeper.ts'
import { createRetention } from './past/retention.ts'
import { createAlertDesk } from './schedule/alert-desk.ts'
import { type Clock, systemClock } from './schedule/clock.ts'
import { createDeadMansSwitch } from './schedule/dead-mans-switch.ts'
import { createEscalation } from './schedule/escalation.ts'
import { createLinkRequests } from './schedule/link-requests.ts'
import { createNotices } from './schedule/notices.ts'
import { createRuleDesk } from './schedule/rule-desk.ts'
import { createScheduler, type Scheduler } from './schedule/scheduler.ts'
import { createAnswerLinks, createChannels, createClients, createSlackApp, sayLinkPage } from './slack/app.ts'
import { createDirectChannels } from './slack/direct.ts'
import { createMentions } from './slack/mentions.ts'
import { createPoster } from './slack/post.ts'
import { createSender } from './slack/sender.ts'
import { oldestStaleSeconds } from './ssot/freshness.ts'
import { createAudit } from './state/audit.ts'
import { createLinks } from './state/links.ts'
import { createPastKept } from './state/past.ts'
import { openStatePool } from './state/pool.ts'
import { createTelemetry, type Telemetry } from './telemetry.ts'

export interface Options {
  /** Business time; the machine's by default. */
  readonly clock?: Clock
  readonly log?: Log
}

/** The whole product, running. */
export interface RevOps {
  /** The port of HTTP mode; undefined in Socket Mode. */
  readonly port: number | undefined
  readonly scheduler: Scheduler
  /** Stops the parts in reverse order, within 10 s. */
  stop(): Promise<void>
}

/** Builds the product from its configuration and starts its parts in order. Throws a ConfigError for what is missing. */
export async function create(
  config: Config,
  { clock = systemClock, log = createLog(config.logLevel) }: Options = {},
): Promise<RevOps> {
  const databaseUrl = checked(config)
  const catalog = await loadCatalog()
  const onIdleError = (error: Error): void => log.warn({ err: error }, 'an idle database connection failed')
  const pool = openStatePool({ url: databaseUrl, onIdleError })
  const renderer = createChartRenderer()
  const clients = createClients(config, log)
  // Who is who is asked of the workshop, which the scheduler makes below.
  const mentions = createMentions(clients.read, async () => (await scheduler.workshop.source.snapshot()).people)
  const channels = createChannels(clients.read)
  const poster = createPoster(clients.post, renderer, mentions, log)
  const telemetry = createTelemetry({
    state: () => scheduler.state,
    alerts: () => [...scheduler.workshop.catalog.alerts.keys()],
    oldestStale: async () => {
      const { freshness } = await scheduler.workshop.source.snapshot()
      return oldestStaleSeconds(freshness, config.business.staleAfterHours, clock.now())
    },
  })
  const alive = createDeadMansSwitch(config.business.deadMansSwitch, log)
  const scheduler = createScheduler({
    config,
    workshop: (state, subscriptions) =>
      openWorkshop(config, { state, subscriptions, catalog, onIdleError, past: createPastKept(pool) }),
    keepers: (made) => [
      createPastKeeper(made, pool),
      createRetention(config.business.retention, pool),
      createEscalation(made, config, pool),
    ],
    pool,
    sender: createSender(clients, poster, channels),
    directChannel: createDirectChannels(clients.read),
    clock,
    log,
    meter: {
      ...telemetry.meter,
      ran(kind, outcome) {
        telemetry.meter.ran(kind, outcome)
        alive(outcome)
      },
    },
  })
  const { workshop } = scheduler
  const audit = createAudit({
    pool,
    onTrouble: (error, lost) => log.error({ err: error, lost }, 'who asked what could not be written down'),
  })
  const { ownersOf } = createNotices({ workshop, config })
  let ready = false
  const app = createSlackApp({
    config,
    answers: createAnswers(workshop),
    clients,
    channels,
    poster,
    desk: createAlertDesk({ pool, workshop, clock }),
    rules: createRuleDesk({ workshop, config, clock }),
    subscribing: createSubscribeDesk(workshop, clock),
    links: config.publicUrl === undefined ? undefined : createAnswerLinks(createLinks(pool), config.publicUrl),
    audit,
    strangers: createLinkRequests({ pool, workshop, config, clock, ownersOf, log }),
    log,
    now: () => clock.now(),
    onAnswer: telemetry.answered,
    routes: {
      ...(config.publicUrl === undefined ? {} : { '/a/:link': sayLinkPage }),
      '/healthz': (response) => say(response, 200, 'ok'),
      '/metrics': (response) => void sayMetrics(response, telemetry, log),
      '/readyz': (response) => say(response, ready ? 200 : 503, ready ? 'ready' : 'starting'),
    },
    onUninstalled: () => void scheduler.stop(),
  })
  const parts: (() => Promise<unknown>)[] = [
    () => pool.end(),
    () => audit.close(),
    () => workshop.source.close(),
    () => renderer.close(),
  ]
  const stop = async (): Promise<void> => {
    ready = false
    for (const part of [...parts].reverse()) {
      await part().catch((error: unknown) => log.warn({ err: error }, 'a part did not stop cleanly'))
    }
  }
  try {
    // The SSOT may be down at start: then answers say so, and schedules wait.
    await Promise.all([reportContract(workshop.source, log), scheduler.start()])
    parts.push(() => scheduler.stop())
    const port = await app.start()
    parts.push(() => app.stop())
    ready = true
    log.info({ port, mode: port === undefined ? 'socket' : 'http' }, 'ready')
    return { port, scheduler, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Everything without which nothing works, named at once. */
function checked(config: Config): string {
  const { slack, databaseUrl, ssot } = config
  const missing = [
    ssot.url === undefined ? 'SSOT_URL: the PostgreSQL to read the SSOT from' : '',
    databaseUrl === undefined ? 'DATABASE_URL: the PostgreSQL for the bot’s own tables' : '',
    slack.botToken === undefined ? 'SLACK_BOT_TOKEN: the bot token (xoxb-…) of the Slack app' : '',
    slack.appToken === undefined && slack.signingSecret === undefined
      ? 'SLACK_APP_TOKEN (xapp-…, for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP)'
      : '',
  ].filter(Boolean)
  if (missing.length > 0 || databaseUrl === undefined) {
    throw new ConfigError(`The environment lacks:\n${missing.map((line) => `  ${line}`).join('\n')}`)
  }
  return databaseUrl
}

async function reportContract(
  source: { snapshot(): Promise<{ inspection: { problems: readonly { words: { en: string }; fatal: boolean }[] } }> },
  log: Log,
): Promise<void> {
  try {
    const { inspection } = await source.snapshot()
    for (const { words, fatal } of inspection.problems) log[fatal ? 'error' : 'warn']({ fatal }, words.en)
  } catch (error) {
    log.error({ err: error }, 'the SSOT cannot be read yet')
  }
}

async function sayMetrics(response: ServerResponse, telemetry: Telemetry, log: Log): Promise<void> {
  try {
    const { type, body } = await telemetry.read()
    response.writeHead(200, { 'content-type': type }).end(body)
  } catch (error) {
    log.warn({ err: error }, 'the metrics could not be told')
    say(response, 503, 'the metrics could not be told')
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}
