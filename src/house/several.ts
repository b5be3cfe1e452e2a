import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import { type Installing, isOrganization } from '../config-installing.ts'
import type { Log } from '../log.ts'
import { createDoor } from '../slack/installing/door.ts'
import { createInstallations } from '../slack/installing/installation-store.ts'
import { hasEnded } from '../slack/installing/token.ts'
import { createInlet, type Inlet } from '../slack/receiver.ts'
import { deleteInstallation, listInstallations } from '../state/installations.ts'
import { migrate, whileMigrating } from '../state/migrate.ts'
import { openStatePool } from '../state/pool.ts'
import { createSeal } from '../state/seal.ts'
import { createHouse, type House, type HouseOptions } from './house.ts'
import { createHouses } from './houses.ts'
import { installedIn, queryFor, removedId, workspaceOf } from './installed.ts'
import { createRemovals } from './removals.ts'
import type { Building, Routed } from './routes.ts'

/** Machine time after which a replica knows what was installed or removed by another. */
const followMs = 5_000
/** How long the first requests are kept waiting for their houses. */
const openWithinMs = 10_000

export interface SeveralOptions extends Pick<HouseOptions, 'clock' | 'catalog' | 'renderer'> {
  /** The environment's: where installations are kept, how Slack is heard. */
  readonly config: Config
  readonly installing: Installing
  readonly databaseUrl: string
  readonly log: Log
  readonly routed: Routed
}

interface Occupied {
  readonly house: House
  readonly inlet: Inlet
}

/** Several workspaces behind one door, each in a house of its own that stands as long as the app is installed there. */
export function createSeveral(options: SeveralOptions): Building {
  const { config, installing, databaseUrl, log, routed, clock, catalog, renderer } = options
  const { workspaces } = installing
  const onIdleError = (error: Error): void => log.warn({ err: error }, 'an idle database connection failed')
  const pool = openStatePool({ url: databaseUrl, onIdleError })
  const installations = createInstallations(pool, createSeal(installing.keys))
  const houses = createHouses({
    async installed() {
      await removals.retry()
      return installedIn(workspaces, await listInstallations(pool))
    },
    async open(id) {
      const { house, inlet } = await build(id)
      await house.start()
      return { receive: inlet.receive, telemetry: house.telemetry, stop: house.stop }
    },
    log,
  })
  const removals = createRemovals({
    remove: (id, until) => deleteInstallation(pool, id, until),
    close: houses.close,
    log,
  })

  async function build(id: string): Promise<Occupied> {
    const workspace = workspaces[id]
    const own = workspace?.config.databaseUrl
    if (!workspace || own === undefined) throw new Error(`REVOPS_WORKSPACES does not name ${id}`)
    const asked = Temporal.Now.instant()
    const { bot, isEnterpriseInstall = false, ...rest } = await installations.fetchInstallation(queryFor(id, workspace))
    if (await hasEnded(bot.token, config, log)) {
      const by = isEnterpriseInstall ? rest.enterprise?.id : rest.team?.id
      if (by !== undefined) await deleteInstallation(pool, by, asked)
      throw new Error('the app was removed while nothing ran here; its installation was deleted')
    }
    // An organization's token has to be told which of its workspaces is meant.
    const team = isEnterpriseInstall && !isOrganization(id) ? { team: id } : {}
    const inlet = createInlet()
    const house = createHouse({
      config: { ...workspace.config, slack: { ...workspace.config.slack, botToken: bot.token, ...team } },
      databaseUrl: own,
      receiver: inlet,
      clock,
      catalog,
      renderer,
      log: about(log, id),
      workspace: id,
    })
    return { house, inlet }
  }

  const door = createDoor({
    config,
    installing,
    installations,
    log,
    routes: routed.routes(() => houses.running().map(({ telemetry }) => telemetry)),
    takerFor(from) {
      const id = workspaceOf(workspaces, from)
      return id === undefined ? undefined : houses.of(id)
    },
    onInstalled: () => void houses.refresh(),
    async onRemoved(removal) {
      const id = removedId(removal)
      if (id === undefined) return
      await removals.take(id, removal.at)
      await houses.refresh()
    },
  })
  let following: NodeJS.Timeout | undefined
  const parts: (() => Promise<unknown>)[] = [() => pool.end()]
  const stop = async (): Promise<void> => {
    clearInterval(following)
    for (const part of parts.splice(0).reverse()) {
      await part().catch((error: unknown) => log.warn({ err: error }, 'a part did not stop cleanly'))
    }
  }
  return {
    stop,
    async start() {
      try {
        await whileMigrating(pool, migrate)
        parts.push(() => houses.stop())
        await Promise.race([houses.refresh(), sleep(openWithinMs, undefined, { ref: false })])
        const port = await door.start()
        parts.push(() => door.stop())
        following = setInterval(() => void houses.refresh(), followMs)
        return port
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}

/** The log of one workspace among several. */
const about = (log: Log, workspace: string): Log => ({
  info: (facts, sentence) => log.info({ workspace, ...facts }, sentence),
  warn: (facts, sentence) => log.warn({ workspace, ...facts }, sentence),
  error: (facts, sentence) => log.error({ workspace, ...facts }, sentence),
})
