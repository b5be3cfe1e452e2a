import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { unhurried, type Workshop } from '../answers/context.ts'
import type { Config } from '../config.ts'
import type { Keeper } from '../define/keeper.ts'
import type { BotState } from '../define/state.ts'
import type { Subscriptions } from '../define/subscription.ts'
import type { Log } from '../log.ts'
import { createAlertRules } from '../state/alert-rules.ts'
import { openChannels } from '../state/deliveries.ts'
import { releaseRunsOf } from '../state/runs.ts'
import { createSubscriptions } from '../state/subscriptions.ts'
import { createBotState } from '../state/view.ts'
import { startBell } from './bell.ts'
import { fileFaults, refuse } from './check-start.ts'
import { type Clock, systemClock } from './clock.ts'
import { configuredFaults, configuredSubscriptions } from './configured.ts'
import { createHeartbeat } from './heartbeat.ts'
import { type Meter, noMeter } from './meter.ts'
import { createNotices } from './notices.ts'
import { inOrder, nextDue, type Planned, planOf } from './plan.ts'
import { createQueue } from './queue.ts'
import type { Sender } from './sender.ts'
import { noteSchedules, prepareDatabase, warnOfUnmapped } from './start-up.ts'
import { createStoredRules } from './stored-rules.ts'
import { createSubscribed } from './subscribed.ts'
import { createTicker, type Ticker } from './ticker.ts'
import { type Timing, usualTiming } from './timing.ts'
import type { Tools } from './tools.ts'

export interface SchedulerOptions {
  readonly config: Pick<Config, 'locale' | 'business'>
  /** Makes the workshop around what the bot knows of itself and what people are subscribed to. */
  workshop(state: BotState, subscriptions: Subscriptions): Workshop
  /** What is written down by the clock beside reports and alerts; nothing by default. */
  keepers?(workshop: Workshop): readonly Keeper[]
  /** Of the bot's own database; ended by whoever made it, after `stop`. See `openStatePool`. */
  readonly pool: pg.Pool
  readonly sender: Sender
  /** See `Tools`; by default nobody has direct messages. */
  directChannel?(email: string): Promise<string | undefined>
  /** By default the machine's own. */
  readonly clock?: Clock
  readonly log: Log
  readonly timing?: Partial<Timing>
  /** By default nobody counts. */
  readonly meter?: Meter
}

export interface Scheduler {
  readonly state: BotState
  readonly workshop: Workshop
  /** Migrates the database, catches up and follows the clock. When it fails, it has stopped again. */
  start(): Promise<void>
  /** Finishes or gives back what is under way, within `timing.stopWithinMs`. */
  stop(): Promise<void>
  /** Resolves when nothing is due and nothing waits to be sent; at the latest after `timing.settleWithinMs`. */
  settle(): Promise<void>
}

/** Runs reports and alerts by the clock and posts what they say. Throws a ConfigError for what is wrong with rules and subscriptions. */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { config, pool, sender, clock = systemClock, log, meter = noMeter } = options
  const timing = { ...usualTiming, ...options.timing }
  let plan: ReturnType<typeof planOf> = []
  const state = createBotState({ pool, scheduled: () => [...plan, ...stored.planned], now: () => clock.now() })
  const subscriptions = createSubscriptions(pool, () => subscribed.refresh())
  const rules = createAlertRules(pool, () => stored.refresh())
  const made = options.workshop(state, subscriptions)
  // Rules that people made come and go in it.
  const alerts = new Map(made.catalog.alerts)
  const workshop: Workshop = { ...made, rules, catalog: { ...made.catalog, alerts } }
  refuse([...fileFaults(config, workshop), ...configuredFaults(config, workshop)])
  plan = planOf(workshop.catalog, workshop.company.calendar, options.keepers?.(unhurried(workshop)) ?? [])
  const configured = configuredSubscriptions(config, workshop)

  const directChannel = options.directChannel ?? (async () => undefined)
  const notices = createNotices({ workshop, config })
  const { ownersOf } = notices
  const tools: Tools = {
    id: randomUUID(),
    pool,
    workshop: unhurried(workshop),
    config,
    clock,
    log,
    timing,
    directChannel,
    ownersOf,
    meter,
  }
  const subscribed = createSubscribed(tools)
  const stored = createStoredRules(tools, alerts)
  const queue = createQueue({ ...tools, sender, notices })
  const heartbeat = createHeartbeat(tools, queue)
  let ticker: Ticker | undefined
  let bell: ReturnType<typeof startBell> | undefined
  let leave: (() => void) | undefined

  /** What falls due is run; what waits to be sent is looked after, in case a job was lost. */
  async function ring(): Promise<void> {
    await clock.advance?.()
    await ticker?.tick()
    await queue.sweep()
  }

  async function settle(): Promise<void> {
    await ticker?.tick()
    const started = performance.now()
    while (ticker && (await openChannels(pool)).length > 0) {
      if (performance.now() - started > timing.settleWithinMs) {
        log.warn({ ms: timing.settleWithinMs }, 'messages still wait to be sent')
        return
      }
      await sleep(20)
    }
  }

  async function begin(): Promise<void> {
    await prepareDatabase(tools)
    warnOfUnmapped(tools, plan)
    const lasting = [...plan, ...configured]
    const known = await noteSchedules(tools, lasting)
    await subscribed.refresh()
    await stored.refresh()
    await queue.start()
    await heartbeat.start()
    const all = () => inOrder([...lasting, ...stored.planned, ...subscribed.planned])
    const made = createTicker(tools, async () => {
      await Promise.all([subscribed.refresh(), stored.refresh()])
      const since = (each: Planned) => known.get(each) ?? subscribed.knownSince.get(each) ?? stored.knownSince.get(each)
      return { planned: all(), knownSince: since }
    })
    ticker = made
    leave = clock.follow?.({ next: (after) => nextDue(all(), made.nextWaiting(), after), arrive: settle })
    bell = startBell(ring, log)
    // Catching up may take a while, and nobody needs to wait for it.
    void ticker.tick()
    await queue.sweep()
  }

  async function end(): Promise<void> {
    const deadline = performance.now() + timing.stopWithinMs
    const left = () => Math.max(0, deadline - performance.now())
    /** Whatever cannot be done any more must not keep the rest from being done. */
    const inTime = async (what: string, work: Promise<unknown> | undefined, ms: number) => {
      const tooLong = sleep(ms, undefined, { ref: false })
      await Promise.race([work, tooLong]).catch((error: unknown) => log.warn({ err: error }, `${what} failed`))
    }
    const running = ticker
    ticker = undefined
    leave?.()
    await bell?.stop()
    running?.stop()
    // What is being evaluated gets a part of the time; then somebody else may have it.
    await inTime('the last evaluation', running?.tick(), timing.stopWithinMs * 0.4)
    await inTime('giving runs back', releaseRunsOf(pool, tools.id), left())
    await inTime('stopping the queue', queue.stop(timing.stopWithinMs * 0.4), left())
    await inTime('the last heartbeat', heartbeat.stop(), left())
  }

  let ended: Promise<void> | undefined
  const stop = (): Promise<void> => {
    ended ??= end()
    return ended
  }

  return {
    state,
    workshop,
    settle,
    stop,
    async start() {
      try {
        await begin()
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}
