import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRecent } from './recent.ts'
import { isFresh } from './skew.ts'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Far beyond the longest that Slack sends: a view holds 250 kB. */
const mostBytes = 1_000_000
/** Signatures that are remembered; one is refused for its age after five minutes anyway. */
const mostSeen = 50_000

/**
 * Before Bolt looks at a request's signature: refuses what is too old or from the future, too long, or a form (a command, a
 * press, a view) that was sent before. Slack repeats only events, which carry an id of their own to be known by.
 */
export function guarded(listen: Listener): Listener {
  const isNew = createRecent(mostSeen)

  function isReplay({ headers }: IncomingMessage): boolean {
    const signature = headers['x-slack-signature']
    if (typeof signature !== 'string' || headers['content-type']?.startsWith('application/json')) return false
    return !isNew(signature)
  }

  return (request, response) => {
    const { headers } = request
    if (!isFresh(headers['x-slack-request-timestamp'])) return refuse(response, 401)
    if (Number(headers['content-length'] ?? 0) > mostBytes) return refuse(response, 413)
    if (isReplay(request)) return refuse(response, 401)
    listen(request, response)
    // After whoever reads it: a request that does not say how long it is may be longer.
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) request.destroy()
    })
  }
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { connection: 'close' }).end()
}
