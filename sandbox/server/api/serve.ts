import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Faults } from '../faults.ts'
import { readBody, sendJson } from '../http.ts'
import type { createRateLimiter } from '../rate.ts'
import type { SocketMode } from '../socket/socket-mode.ts'
import type { Workspace } from '../workspace.ts'
import { appMethods } from './apps.ts'
import { assistantMethods } from './assistant.ts'
import { type Args, type Method, readArgs, SlackRefusal } from './call.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { unfurlMethods } from './unfurl.ts'
import { userMethods } from './users.ts'
import { viewMethods } from './views.ts'

const methods: Readonly<Record<string, Method>> = {
  ...appMethods,
  ...assistantMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...unfurlMethods,
  ...userMethods,
  ...viewMethods,
}

/** Methods that answer without a token. */
const open = new Set(['blocks.validate', 'api.test'])

interface World {
  readonly workspace: Workspace
  readonly faults: Faults
  readonly socket: SocketMode
  readonly limit: ReturnType<typeof createRateLimiter>
  url(): string
}

interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers?: Record<string, string>
}

/** Answers `/api/<name>` as Slack would, with the failure that was ordered for it, if any; and writes it down. */
export async function serveApi(
  world: World,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) {
  const started = performance.now()
  const { args, token } = await readArgs(request, url, await readBody(request))
  const fault = world.faults.take(name)
  const reply =
    fault === undefined || fault === 'drop_after_accept' ? await answer(world, name, args, token) : failed(fault)
  world.workspace.record({
    at: new Date().toISOString(),
    kind: 'api',
    method: name,
    status: reply.status,
    ok: reply.body.ok === true && fault === undefined,
    ...(typeof reply.body.error === 'string' && { error: reply.body.error }),
    ...(fault && { fault }),
    ms: Math.round(performance.now() - started),
    args: args.given,
  })
  if (fault === 'drop_after_accept') return response.destroy()
  // Never answered: whoever asked has to give up by themselves.
  if (fault === 'timeout') return
  sendJson(response, reply.status, reply.body, reply.headers)
}

/** What an ordered failure looks like on the wire. */
export function failed(fault: '429' | '500' | 'timeout'): Reply {
  if (fault === '429') return tooMany(1)
  return {
    status: fault === '500' ? 500 : 0,
    body: { ok: false, error: fault === '500' ? 'internal_error' : 'timeout' },
  }
}

const tooMany = (seconds: number): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
})

async function answer(world: World, name: string, args: Args, token: string): Promise<Reply> {
  const { workspace, socket, limit, url } = world
  if (name === 'api.test') return { status: 200, body: { ok: true, args: args.given } }
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return { status: 200, body: { ok: false, error: 'unknown_method', req_method: name } }
  const refused = open.has(name) ? undefined : refuseToken(workspace, method, token)
  if (refused) return refused
  const wait = limit(name, method.perMinute, args.text('channel'))
  if (wait > 0) return tooMany(wait)
  const headers = {
    'x-oauth-scopes': workspace.scopes.join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  }
  try {
    return {
      status: 200,
      body: { ok: true, ...(await method.handle({ workspace, socket, args, url: url() })) },
      headers,
    }
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error
    return { status: 200, body: { ok: false, error: error.code, ...error.more }, headers }
  }
}

function refuseToken({ options, scopes: granted }: Workspace, method: Method, token: string): Reply | undefined {
  const refuse = (error: string, more: object = {}): Reply => ({ status: 200, body: { ok: false, error, ...more } })
  if (token === '') return refuse('not_authed')
  const { botToken, appToken = 'xapp-sandbox' } = options
  const [right, other] = method.token === 'app' ? [appToken, botToken] : [botToken, appToken]
  if (token === other) return refuse('not_allowed_token_type')
  if (token !== right) return refuse('invalid_auth')
  if (method.token === 'app') return undefined
  if (method.scopes.length === 0 || method.scopes.some((scope) => granted.includes(scope))) return undefined
  return refuse('missing_scope', { needed: method.scopes.join(','), provided: granted.join(',') })
}
