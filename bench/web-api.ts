import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Slack as a load needs it: who somebody is, and where answers arrive. It says yes to all else. */
export interface WebApi {
  readonly url: string
  /** Called with the path and the text of whatever arrives at a response_url. */
  onAnswer(path: string, text: string): void
}

/** `emails` by Slack user id. */
export async function startWebApi(emails: ReadonlyMap<string, string>): Promise<WebApi> {
  const api: { url: string; onAnswer: WebApi['onAnswer'] } = { url: '', onAnswer: () => undefined }
  const server = createServer((request, response) => {
    read(request, (text) => {
      const path = request.url ?? ''
      if (path.startsWith('/answers/')) {
        response.end('ok')
        api.onAnswer(path, text)
        return
      }
      json(response, path === '/api/users.info' ? userOf(text) : { ok: true, ...bot })
    })
  })
  const userOf = (text: string): unknown => {
    const id = new URLSearchParams(text).get('user') ?? ''
    const email = emails.get(id)
    return email
      ? { ok: true, user: { id, locale: 'en-US', profile: { email } } }
      : { ok: false, error: 'user_not_found' }
  }
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return api
}

const bot = {
  user_id: 'U0BOT',
  bot_id: 'B0BOT',
  team_id: 'T0BENCH',
  team: 'bench',
  user: 'revops',
  url: 'http://localhost/',
}

function read(request: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(Buffer.concat(chunks).toString('utf8')))
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
