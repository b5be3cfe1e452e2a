import type { Receiver } from '@slack/bolt'
import { createAnswers } from '../answers/answer.ts'
import { openWorkshop } from '../answers/open.ts'
import { createSubscribeDesk } from '../answers/subscribe-desk.ts'
import type { Catalog } from '../catalog.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createPastKeeper } from '../past/keeper.ts'
import { createRetention } from '../past/retention.ts'
import { createAlertDesk } from '../schedule/alert-desk.ts'
import type { Clock } from '../schedule/clock.ts'
import { createDeadMansSwitch } from '../schedule/dead-mans-switch.ts'
import { createEscalation } from '../schedule/escalation.ts'
import { createLinkRequests } from '../schedule/link-requests.ts'
import { createNotices } from '../schedule/notices.ts'
import { createRuleDesk } from '../schedule/rule-desk.ts'
import { createScheduler } from '../schedule/scheduler.ts'
import { createAnswerLinks, createChannels, createClients, createSlackApp } from '../slack/app.ts'
import { createDirectChannels } from '../slack/direct.ts'
import { createMentions } from '../slack/mentions.ts'
import { createPoster } from '../slack/post.ts'
import { createSender } from '../slack/sender.ts'
import { oldestStaleSeconds } from '../ssot/freshness.ts'
import { createAudit } from '../state/audit.ts'
import { createLinks } from '../state/links.ts'
import { createPastKept } from '../state/past.ts'
import { openStatePool } from '../state/pool.ts'
import { createTelemetry, type Telemetry } from '../telemetry.ts'

export interface HouseOptions {
  readonly config: Config
  readonly databaseUrl: string
  /** Where its requests come from. */
  readonly receiver: Receiver
  readonly clock: Clock
  readonly log: Log
  /** What all houses of a process share: it knows of no company. */
  readonly catalog: Catalog
  readonly renderer: ChartRenderer
  /** Its id, where there are several. */
  readonly workspace?: string
}

/** Everything that belongs to one workspace: its SSOT, its database, its schedules, its way to Slack. Nothing in it knows of another. */
export interface House {
  readonly telemetry: Telemetry
  /** The port of HTTP mode; undefined where it does not listen itself. When it fails, it has stopped again. */
  start(): Promise<number | undefined>
  /** Stops the parts in reverse order, within 10 s. */
  stop(): Promise<void>
}

/** Builds a workspace's parts around its configuration. Throws a ConfigError for what is wrong with rules and subscriptions. */
export function createHouse(options: HouseOptions): House {
  const { config, databaseUrl, receiver, clock, log, catalog, renderer, workspace: id } = options
  const onIdleError = (error: Error): void => log.warn({ err: error }, 'an idle database connection failed')
  const pool = openStatePool({ url: databaseUrl, onIdleError })
  const clients = createClients(config, log)
  // Who is who is asked of the workshop, which the scheduler makes below.
  const mentions = createMentions(clients.read, async () => (await scheduler.workshop.source.snapshot()).people)
  const channels = createChannels(clients.read)
  const poster = createPoster(clients.post, renderer, mentions, log)
  const telemetry = createTelemetry({
    workspace: id,
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
  const app = createSlackApp({
    config,
    receiver,
    answers: createAnswers(workshop),
    clients,
    channels,
    poster,
    renderer,
    desk: createAlertDesk({ pool, workshop, clock }),
    rules: createRuleDesk({ workshop, config, clock }),
    subscribing: createSubscribeDesk(workshop, clock),
    links: config.publicUrl === undefined ? undefined : createAnswerLinks(createLinks(pool), config.publicUrl),
    audit,
    strangers: createLinkRequests({ pool, workshop, config, clock, ownersOf, log }),
    log,
    now: () => clock.now(),
    onAnswer: telemetry.answered,
    onUninstalled: () => void scheduler.stop(),
  })
  const parts: (() => Promise<unknown>)[] = [() => pool.end(), () => audit.close(), () => workshop.source.close()]
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) {
      await part().catch((error: unknown) => log.warn({ err: error }, 'a part did not stop cleanly'))
    }
  }
  return {
    telemetry,
    stop,
    async start() {
      try {
        // The SSOT may be down at start: then answers say so, and schedules wait.
        await Promise.all([reportContract(workshop.source, log), scheduler.start()])
        parts.push(() => scheduler.stop())
        const port = await app.start()
        parts.push(() => app.stop())
        return port
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
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
