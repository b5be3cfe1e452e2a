import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClockControl } from './clock.ts'
import { shown } from './control.ts'
import { createDelivery } from './deliver.ts'
import { createFaults, type Faults } from './faults.ts'
import { sendJson } from './http.ts'
import type { LogEntry } from './model.ts'
import { createGrants } from './oauth/grants.ts'
import type { SandboxOptions } from './options.ts'
import { createRateLimiter } from './rate.ts'
import { route, type World } from './routes.ts'
import { createSocketMode } from './socket/socket-mode.ts'
import { createTeams } from './teams.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

/** A Slack of our own on this machine. */
export interface SlackSandbox {
  /** The page's address, and the control interface's under `/sandbox/`. */
  readonly url: string
  /** For `SLACK_API_URL`; ends in `/api/`. */
  readonly apiUrl: string
  readonly port: number
  /** Where signed slash commands, clicks and events are POSTed; an app that opens a Socket Mode connection gets them there. */
  /** `redirectUri`: where people come back to who allowed the app to be installed. */
  setBot(bot: { eventsUrl: string; redirectUri?: string }): void
  /** As `GET /sandbox/messages`, in order; of all channels without a name, of the first workspace unless another is named. */
  messages(channel?: string, team?: string): ReturnType<typeof shown>[]
  /** As `GET /sandbox/log`. */
  log(): readonly LogEntry[]
  readonly faults: Faults
  /** For what the control interface does not show. */
  readonly workspace: Workspace
  /** Sends an event such as `app_uninstalled` to the bot. */
  event(type: string, fields?: Record<string, unknown>): Promise<{ status: number; error?: string }>
  close(): Promise<void>
}

export async function createSlackSandbox(options: SandboxOptions): Promise<SlackSandbox> {
  const workspace = createWorkspace(options)
  let url = ''
  let redirectUri: string | undefined
  const socket = createSocketMode(
    () => url,
    () => delivery.bySocket(),
  )
  const delivery = createDelivery(workspace, socket)
  const teams = createTeams(options, workspace, () => url, delivery.deliver)
  const grants = createGrants(options, teams)
  const faults = createFaults()
  const world: World = {
    workspace,
    teams,
    grants,
    deliver: delivery.deliver,
    redirectUris: () => (redirectUri === undefined ? [] : [redirectUri]),
    socket,
    faults,
    clock: createClockControl(workspace),
    limit: createRateLimiter(() => performance.now() * (options.rateSpeed ?? 1)),
    url: () => url,
  }
  const server = createServer((request, response) => {
    route(world, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      sendJson(response, 500, { ok: false, error: 'fatal_error', message })
    })
  })
  server.on('upgrade', (request, connection) => socket.upgrade(request, connection))
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`

  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    workspace,
    faults,
    setBot(bot) {
      delivery.byHttp(bot.eventsUrl)
      redirectUri = bot.redirectUri ?? redirectUri
    },
    messages(channel, team = workspace.identity.team) {
      const place = teams.of(team)?.workspace ?? workspace
      const id = channel === undefined ? undefined : place.findChannel(channel)?.id
      return place.messages.all.filter((message) => channel === undefined || message.channel === id).map(shown)
    },
    log: () => workspace.log.filter(({ kind }) => kind !== 'event'),
    event: async (type, fields) =>
      (await teams.of(workspace.identity.team)?.actions.event(type, fields)) ?? { status: 0, error: 'no_team' },
    async close() {
      const closed = once(server, 'close')
      server.close()
      socket.close()
      delivery.close()
      // Streams and requests that are left unanswered on purpose would hold the port.
      server.closeAllConnections()
      await closed
    },
  }
}
