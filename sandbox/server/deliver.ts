import { createHmac } from 'node:crypto'
import { parseJson } from './http.ts'
import type { SocketMode } from './socket/socket-mode.ts'
import type { Workspace } from './workspace.ts'

/** How long Slack waits for an acknowledgement. */
const patience = 3_000

/** Something for the app, whichever way it is connected; the kinds are those of Socket Mode's envelopes. */
export interface Delivery {
  readonly kind: 'slash_commands' | 'interactive' | 'events_api'
  /** What the log calls it. */
  readonly what: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Acknowledgement {
  /** What Slack tells the user when it went wrong. */
  readonly error?: 'operation_timeout' | 'dispatch_failed'
  readonly status: number
  /** What the app answered, parsed when it is JSON. */
  readonly body: unknown
}

/** The way to the app: HTTP to its address, or Socket Mode. As in Slack's settings it is one or the other. */
export function createDelivery(workspace: Workspace, socket: SocketMode) {
  let eventsUrl: string | null = ''

  async function once(delivery: Delivery, again: boolean, reason = ''): Promise<Acknowledgement> {
    const started = performance.now()
    const acknowledged =
      eventsUrl === null
        ? await socket.deliver(delivery, again ? { num: 1, reason } : undefined)
        : await post(workspace, eventsUrl, delivery, again ? retried(reason) : {})
    workspace.record({
      at: new Date().toISOString(),
      kind: 'event',
      method: delivery.what,
      status: acknowledged.status,
      ok: acknowledged.error === undefined,
      ...(acknowledged.error && { error: acknowledged.error }),
      ms: Math.round(performance.now() - started),
      args: {},
    })
    return acknowledged
  }

  return {
    byHttp(url: string): void {
      eventsUrl = url
    },
    bySocket(): void {
      eventsUrl = null
    },
    /** Resolves with what came of it. An event that was not acknowledged is said again: here once, at once. */
    async deliver(delivery: Delivery): Promise<Acknowledgement> {
      if (eventsUrl === '') return { status: 0, body: '', error: 'dispatch_failed' }
      const first = await once(delivery, false)
      if (!first.error || delivery.kind !== 'events_api') return first
      return once(delivery, true, first.error === 'operation_timeout' ? 'timeout' : 'error')
    },
  }
}

export type Deliver = ReturnType<typeof createDelivery>['deliver']

const retried = (reason: string) => ({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': `http_${reason}` })

/** One signed request. */
async function post(
  workspace: Workspace,
  url: string,
  delivery: Delivery,
  more: Record<string, string>,
): Promise<Acknowledgement> {
  const { type, body } = encoded(delivery)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(workspace.options.signingSecret, timestamp, body),
        ...more,
      },
      body,
      signal: AbortSignal.timeout(patience),
    })
    const text = await response.text()
    const answered = { status: response.status, body: parseJson(text) ?? text }
    return response.ok ? answered : { ...answered, error: 'dispatch_failed' }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { status: 0, body: '', error: late ? 'operation_timeout' : 'dispatch_failed' }
  }
}

/** Over HTTP a command is a form, whatever else people do a form with JSON in it, and an event JSON. */
function encoded({ kind, payload }: Delivery): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const form =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() }
}

/** A request's signature, which proves that it came from Slack. */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}
