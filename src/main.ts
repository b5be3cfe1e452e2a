import { type Catalog, loadCatalog } from './catalog.ts'
import { type ChartRenderer, createChartRenderer } from './chart/renderer.ts'
import { type Config, ConfigError } from './config.ts'
import { createHouse, type House } from './house/house.ts'
import { type Building, createRoutes, type Routed } from './house/routes.ts'
import { createSeveral } from './house/several.ts'
import { createLog, type Log } from './log.ts'
import { type Clock, systemClock } from './schedule/clock.ts'
import { receiverFor } from './slack/receiver.ts'

export interface Options {
  /** Business time; the machine's by default. */
  readonly clock?: Clock
  readonly log?: Log
}

/** The whole product, running. */
export interface RevOps {
  /** The port of HTTP mode; undefined in Socket Mode. */
  readonly port: number | undefined
  /** Stops the parts in reverse order, within 10 s. */
  stop(): Promise<void>
}

/** What all workspaces of a process share. */
interface Shared {
  readonly clock: Clock
  readonly log: Log
  readonly catalog: Catalog
  readonly renderer: ChartRenderer
  readonly routed: Routed
}

/** Builds the product from its configuration and starts its parts in order. Throws a ConfigError for what is missing. */
export async function create(
  config: Config,
  { clock = systemClock, log = createLog(config.logLevel) }: Options = {},
): Promise<RevOps> {
  const databaseUrl = checked(config)
  const catalog = await loadCatalog()
  const routed = createRoutes(log, config.publicUrl !== undefined)
  const renderer = createChartRenderer()
  const shared: Shared = { clock, log, catalog, renderer, routed }
  const stopRenderer = (): Promise<void> =>
    renderer.close().catch((error: unknown) => log.warn({ err: error }, 'a part did not stop cleanly'))
  try {
    const building = buildingFor(config, databaseUrl, shared)
    const port = await building.start()
    routed.ready = true
    log.info({ port, mode: modeOf(config, port) }, 'ready')
    return {
      port,
      async stop() {
        routed.ready = false
        await building.stop()
        await stopRenderer()
      },
    }
  } catch (error) {
    await stopRenderer()
    throw error
  }
}

/** One workspace by its token, or several by OAuth. */
function buildingFor(config: Config, databaseUrl: string, shared: Shared): Building {
  const { installing } = config
  if (installing) return createSeveral({ config, installing, databaseUrl, ...shared })
  const { routed, ...rest } = shared
  const routes = routed.routes(() => [house.telemetry])
  const house: House = createHouse({ config, databaseUrl, receiver: receiverFor(config, routes, rest.log), ...rest })
  return house
}

const modeOf = ({ installing }: Config, port: number | undefined): string =>
  installing ? 'several workspaces' : port === undefined ? 'socket' : 'http'

/** Everything without which nothing works, named at once. */
function checked(config: Config): string {
  const { slack, databaseUrl, ssot } = config
  const several = config.installing !== undefined
  const missing = [
    !several && ssot.url === undefined ? 'SSOT_URL: the PostgreSQL to read the SSOT from' : '',
    databaseUrl === undefined ? 'DATABASE_URL: the PostgreSQL for the bot’s own tables' : '',
    !several && slack.botToken === undefined ? 'SLACK_BOT_TOKEN: the bot token (xoxb-…) of the Slack app' : '',
    several && slack.signingSecret === undefined ? 'SLACK_SIGNING_SECRET: several workspaces are served over HTTP' : '',
    !several && slack.appToken === undefined && slack.signingSecret === undefined
      ? 'SLACK_APP_TOKEN (xapp-…, for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP)'
      : '',
  ].filter(Boolean)
  if (missing.length > 0 || databaseUrl === undefined) {
    throw new ConfigError(`The environment lacks:\n${missing.map((line) => `  ${line}`).join('\n')}`)
  }
  return databaseUrl
}
