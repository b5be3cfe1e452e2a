import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseJson } from './http.ts'
import { kept } from './kept.ts'
import type { SocketMode } from './socket/socket-mode.ts'
import type { Workspace } from './workspace.ts'

/** How long Slack waits for an acknowledgement. */
const patience = 3_000

/** How long Slack waits before it says an event again that was not acknowledged; in milliseconds. */
const retryAfterMs = [0, 60_000, 300_000]

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
  /** Why Slack says an event again, in its words. */
  readonly reason?: string
  /** The app wants this event no more. */
  readonly isLast?: boolean
  /** What the app answered, parsed when it is JSON. */
  readonly body: unknown
}

/** The way to the app: HTTP to its address, or Socket Mode. As in Slack's settings it is one or the other. */
export function createDelivery(workspace: Workspace, socket: SocketMode) {
  let eventsUrl: string | null = ''
  const closing = new AbortController()
  const { retrySpeed = 1 } = workspace.options

  async function once(delivery: Delivery, retry?: Retry): Promise<Acknowledgement> {
    const started = performance.now()
    const acknowledged =
      eventsUrl === null ? await socket.deliver(delivery, retry) : await post(workspace, eventsUrl, delivery, retry)
    workspace.record({
      at: new Date().toISOString(),
      kind: 'event',
      method: delivery.what,
      status: acknowledged.status,
      ok: acknowledged.error === undefined,
      ...(acknowledged.error && { error: acknowledged.error }),
      ms: Math.round(performance.now() - started),
      args: { payload: kept(delivery.payload) },
      reply: kept(acknowledged.body),
    })
    return acknowledged
  }

  /** Says an event again from this try on, until it is acknowledged or has been said as often as Slack says it. */
  async function again(delivery: Delivery, last: Acknowledgement, num: number): Promise<void> {
    const after = retryAfterMs[num - 1]
    if (!last.error || last.isLast || after === undefined) return
    try {
      await sleep(after / retrySpeed, undefined, { ref: false, signal: closing.signal })
    } catch {
      return
    }
    await again(delivery, await once(delivery, { num, reason: last.reason ?? '' }), num + 1)
  }

  return {
    byHttp(url: string): void {
      eventsUrl = url
    },
    bySocket(): void {
      eventsUrl = null
    },
    /** Resolves with what came of it. An event is said again three times, of which only the first is waited for. */
    async deliver(delivery: Delivery): Promise<Acknowledgement> {
      if (eventsUrl === '') return { status: 0, body: '', error: 'dispatch_failed' }
      const first = await once(delivery)
      if (!first.error || first.isLast || delivery.kind !== 'events_api') return first
      const second = await once(delivery, { num: 1, reason: first.reason ?? '' })
      void again(delivery, second, 2)
      return second
    },
    close: () => closing.abort(),
  }
}

export type Deliver = ReturnType<typeof createDelivery>['deliver']

/** `num` counts from 1. */
export interface Retry {
  readonly num: number
  readonly reason: string
}

const retried = ({ num, reason }: Retry) => ({ 'x-slack-retry-num': String(num), 'x-slack-retry-reason': reason })

/** One signed request. */
async function post(
  workspace: Workspace,
  url: string,
  delivery: Delivery,
  retry: Retry | undefined,
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
        ...(retry && retried(retry)),
      },
      body,
      signal: AbortSignal.timeout(patience),
    })
    const text = await response.text()
    const answered = { status: response.status, body: parseJson(text) ?? text }
    const isLast = response.headers.get('x-slack-no-retry') === '1'
    return response.ok ? answered : { ...answered, error: 'dispatch_failed', reason: 'http_error', isLast }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return late
      ? { status: 0, body: '', error: 'operation_timeout', reason: 'http_timeout' }
      : { status: 0, body: '', error: 'dispatch_failed', reason: 'connection_failed' }
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
