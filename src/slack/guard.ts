import type { IncomingMessage, ServerResponse } from 'node:http'
import { verifySlackRequest } from '@slack/bolt'
import { createRecent } from './recent.ts'
import { isFresh } from './skew.ts'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Far beyond the longest that Slack sends: a view holds 250 kB. */
const mostBytes = 1_000_000
/** Signatures that are remembered; one is refused for its age after five minutes anyway. */
const mostSeen = 50_000
/** Bolt reads one up to its second "=": what stands behind would make the same signature another one. */
const wellFormed = /^v0=[0-9a-f]{64}$/

/**
 * Before Bolt looks at a request: refuses what is too old or from the future, too long, or a form (a command, a press, a
 * view) that was sent before. Slack repeats only events, which carry an id of their own to be known by. Only signatures
 * that are Slack's are remembered, so that nobody else can have one forgotten by sending many.
 */
export function guarded(listen: Listener, signingSecret: string): Listener {
  const isNew = createRecent(mostSeen)

  async function hear(request: IncomingMessage, response: ServerResponse, signature: string): Promise<void> {
    const rawBody = await wholeOf(request)
    if (!rawBody) return
    if (!isSigned(request, rawBody, signature, signingSecret)) return refuse(response, 401)
    const isEvent = request.headers['content-type']?.startsWith('application/json') === true
    if (!isEvent && !isNew(signature)) return refuse(response, 401)
    try {
      // Bolt takes what was read already.
      listen(Object.assign(request, { rawBody }), response)
    } catch {
      // It throws for an address that is nobody's.
      refuse(response, 404)
    }
  }

  return (request, response) => {
    const { headers } = request
    const signature = headers['x-slack-signature']
    if (!isFresh(headers['x-slack-request-timestamp'])) return refuse(response, 401)
    if (Number(headers['content-length'] ?? 0) > mostBytes) return refuse(response, 413)
    if (signature === undefined) {
      listen(request, response)
      // After whoever reads it: to listen sets it flowing.
      return limitLength(request)
    }
    if (typeof signature !== 'string' || !wellFormed.test(signature)) return refuse(response, 401)
    void hear(request, response, signature)
  }
}

/** Undefined for one that ends before its end, or is hung up on for its length. */
function wholeOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  limitLength(request)
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => {
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('close', () => resolve(undefined))
    request.on('error', () => resolve(undefined))
  })
}

/** A request that does not say how long it is may be longer. */
function limitLength(request: IncomingMessage): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) request.destroy()
  })
}

function isSigned({ headers }: IncomingMessage, body: Buffer, signature: string, signingSecret: string): boolean {
  const timestamp = Number(headers['x-slack-request-timestamp'])
  try {
    const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp }
    verifySlackRequest({ signingSecret, body: body.toString(), headers: signed })
    return true
  } catch {
    return false
  }
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close' }).end()
}
