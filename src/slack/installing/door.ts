import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { SlackApp } from '../app.ts'
import { slackLogger } from '../clients.ts'
import { customRoutesOf, guardedReceiver, portOf, type Routes } from '../receiver.ts'
import { onRemoval, type Removal } from '../removal.ts'
import { type InstallerOptions, installerOptions } from './installer.ts'
import { turnAway } from './turned-away.ts'

/** What a request says of where it comes from. */
export interface From {
  readonly teamId: string | undefined
  readonly enterpriseId: string | undefined
}

/** Whoever takes the requests of one workspace. */
export interface Taker {
  receive(event: ReceiverEvent): Promise<void>
}

export interface DoorOptions extends InstallerOptions {
  readonly routes: Routes
  takerFor(from: From): Taker | 'starting' | undefined
  onRemoved(removal: Removal): Promise<void>
}

const done = async (): Promise<void> => undefined

/**
 * The one door of several workspaces: Bolt checks a request and says whose it is, and it goes to that workspace's own app as
 * it came. Behind the door nothing asks again whose it is, so that no answer can be another's. It holds no token.
 */
export function createDoor(options: DoorOptions): SlackApp {
  const { config, log, takerFor } = options
  const receiver = guardedReceiver({
    signingSecret: config.slack.signingSecret ?? '',
    customRoutes: customRoutesOf(options.routes),
    ...installerOptions(options),
  })
  const app = new App({
    receiver: withoutInstaller(receiver),
    authorize: async ({ teamId, enterpriseId }) => ({
      ...(teamId === undefined ? {} : { teamId }),
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
    }),
    // Which messages are its own, only a workspace's app knows.
    ignoreSelf: false,
    logger: slackLogger(log),
    deferInitialization: true,
    convoStore: false,
  })
  app.use(async ({ body, context, next, ...rest }) => {
    if (isRemoval(body)) return next()
    const { teamId, enterpriseId, retryNum, retryReason } = context
    const event: ReceiverEvent = {
      body,
      // Events are acknowledged already.
      ack: ('ack' in rest ? rest.ack : undefined) ?? done,
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    }
    const taker = takerFor({ teamId, enterpriseId })
    if (typeof taker === 'object') return taker.receive(event)
    log.warn({ teamId, enterpriseId, running: taker ?? 'no' }, 'a request came from a workspace that has no house')
    await turnAway(event, taker ?? 'not installed', config.slack.apiUrl)
  })
  onRemoval(app, options.onRemoved)
  app.error(async (error) => log.error({ err: error }, 'a Slack event failed'))
  let started = false
  return {
    async start() {
      await app.init()
      const server: unknown = await app.start(config.port)
      started = true
      return portOf(server)
    },
    async stop() {
      if (started) await app.stop()
    },
  }
}

/** Bolt would else ask its installer, and with it the database, before each request whether there is an installation. */
const withoutInstaller = (receiver: Receiver): Receiver => ({
  init: (app) => receiver.init(app),
  start: (...given) => receiver.start(...given),
  stop: (...given) => receiver.stop(...given),
})

const isRemoval = (body: object): boolean =>
  'event' in body &&
  typeof body.event === 'object' &&
  body.event !== null &&
  'type' in body.event &&
  ['app_uninstalled', 'tokens_revoked'].includes(String(body.event.type))
