import type { ServerResponse } from 'node:http'
import type { Log } from '../log.ts'
import { sayLinkPage } from '../slack/app.ts'
import type { Routes } from '../slack/receiver.ts'
import { createTeller, type Telemetry } from '../telemetry.ts'

/** What a process runs: one house, or several behind a door. */
export interface Building {
  /** The port of HTTP mode; undefined in Socket Mode. When it fails, it has stopped again. */
  start(): Promise<number | undefined>
  stop(): Promise<void>
}

/** What anybody may ask of the process: whether it lives, whether it serves, and its figures. */
export interface Routed {
  routes(telemetries: () => readonly Telemetry[]): Routes
  ready: boolean
}

/** With `links`, also the page that links to answers lead to. */
export function createRoutes(log: Log, links: boolean): Routed {
  const tell = createTeller()
  const routed: Routed = {
    ready: false,
    routes: (telemetries) => ({
      ...(links && { '/a/:link': sayLinkPage }),
      '/healthz': (response) => say(response, 200, 'ok'),
      '/metrics': (response) => void sayMetrics(response, () => tell(telemetries()), log),
      '/readyz': (response) => say(response, routed.ready ? 200 : 503, routed.ready ? 'ready' : 'starting'),
    }),
  }
  return routed
}

async function sayMetrics(response: ServerResponse, read: () => ReturnType<ReturnType<typeof createTeller>>, log: Log) {
  try {
    const { type, body } = await read()
    response.writeHead(200, { 'content-type': type }).end(body)
  } catch (error) {
    log.warn({ err: error }, 'the metrics could not be told')
    say(response, 503, 'the metrics could not be told')
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
}
