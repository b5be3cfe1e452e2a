import { createHmac } from 'node:crypto'
import { parseJson } from './http.ts'
import type { Workspace } from './workspace.ts'

/** How long Slack waits for an acknowledgement. */
const patience = 3_000

export interface Acknowledgement {
  /** What Slack tells the user when it went wrong. */
  readonly error?: 'operation_timeout' | 'dispatch_failed'
  readonly status: number
  /** What the app answered, parsed when it is JSON. */
  readonly body: unknown
}

/** A request's signature, which proves that it came from Slack. */
function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`
}

/** Sends one signed request to the app, and writes it down as `method`. */
export async function deliver(
  workspace: Workspace,
  eventsUrl: string,
  method: string,
  content: { type: string; body: string; headers?: Record<string, string> },
): Promise<Acknowledgement> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const started = performance.now()
  const acknowledged = await post(eventsUrl, {
    method: 'POST',
    headers: {
      'content-type': content.type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(workspace.options.signingSecret, timestamp, content.body),
      ...content.headers,
    },
    body: content.body,
    signal: AbortSignal.timeout(patience),
  })
  workspace.record({
    at: new Date().toISOString(),
    kind: 'event',
    method,
    status: acknowledged.status,
    ok: acknowledged.error === undefined,
    ...(acknowledged.error && { error: acknowledged.error }),
    ms: Math.round(performance.now() - started),
    args: {},
  })
  return acknowledged
}

async function post(url: string, request: RequestInit): Promise<Acknowledgement> {
  try {
    const response = await fetch(url, request)
    const text = await response.text()
    const body = parseJson(text) ?? text
    return response.ok ? { status: response.status, body } : { status: response.status, body, error: 'dispatch_failed' }
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    return { status: 0, body: '', error: late ? 'operation_timeout' : 'dispatch_failed' }
  }
}
