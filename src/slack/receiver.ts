import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { slackLogger } from './clients.ts'
import { guarded } from './guard.ts'
import { socketModeReceiver } from './socket-mode.ts'

/** GET routes beside Slack's own: health, readiness, metrics. */
export type Routes = Readonly<Record<string, (response: ServerResponse) => void>>

/** How one workspace is heard: Socket Mode with an app-level token, else HTTP with a signing secret. */
export function receiverFor(config: Config, routes: Routes, log: Log): Receiver {
  const customRoutes = customRoutesOf(routes)
  const logger = slackLogger(log)
  if (config.slack.appToken !== undefined) {
    const url = config.slack.apiUrl === undefined ? {} : { clientOptions: { slackApiUrl: config.slack.apiUrl } }
    return socketModeReceiver(
      {
        appToken: config.slack.appToken,
        customRoutes,
        logger,
        installerOptions: { port: config.port, ...url },
      },
      log,
    )
  }
  return guardedReceiver({ signingSecret: config.slack.signingSecret ?? '', customRoutes, logger })
}

/** Bolt's own over HTTP, behind what it does not refuse itself. */
export function guardedReceiver(
  options: ConstructorParameters<typeof HTTPReceiver>[0] & { readonly signingSecret: string },
): HTTPReceiver {
  const receiver = new HTTPReceiver(options)
  receiver.requestListener = guarded(receiver.requestListener, options.signingSecret)
  return receiver
}

export const customRoutesOf = (routes: Routes) =>
  Object.entries(routes).map(([path, answer]) => ({
    path,
    method: ['GET'],
    handler: (_request: IncomingMessage, response: ServerResponse) => answer(response),
  }))

/** A receiver that hears what it is handed: of an app behind another one. */
export interface Inlet extends Receiver {
  receive(event: ReceiverEvent): Promise<void>
}

export function createInlet(): Inlet {
  let hear: ((event: ReceiverEvent) => Promise<void>) | undefined
  return {
    init(app) {
      hear = (event) => app.processEvent(event)
    },
    start: async () => undefined,
    stop: async () => undefined,
    async receive(event) {
      await hear?.(event)
    },
  }
}

/** Of what a receiver's `start` gave; undefined where nothing is listened on. */
export function portOf(server: unknown): number | undefined {
  if (typeof server !== 'object' || server === null || !('address' in server)) return undefined
  const { address } = server
  const found: unknown = typeof address === 'function' ? address.call(server) : undefined
  return typeof found === 'object' && found !== null && 'port' in found ? Number(found.port) : undefined
}
