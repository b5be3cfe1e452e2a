import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Faults } from '../faults.ts'
import { readBody, sendJson } from '../http.ts'
import { kept } from '../kept.ts'
import type { Grant, Grants } from '../oauth/grants.ts'
import type { createRateLimiter } from '../rate.ts'
import type { SocketMode } from '../socket/socket-mode.ts'
import type { Teams } from '../teams.ts'
import type { Workspace } from '../workspace.ts'
import { appMethods } from './apps.ts'
import { assistantMethods } from './assistant.ts'
import { type Args, type Method, readArgs, SlackRefusal } from './call.ts'
import { chatMethods } from './chat.ts'
import { conversationMethods } from './conversations.ts'
import { fileMethods } from './files.ts'
import { historyMethods } from './history.ts'
import { oauthMethods } from './oauth.ts'
import { failed, orRefusal, type Reply, refusal, tooMany } from './reply.ts'
import { unfurlMethods } from './unfurl.ts'
import { userMethods } from './users.ts'
import { validationMethods } from './validation.ts'
import { viewMethods } from './views.ts'

/** Everything that this Slack claims to answer, by name. */
export const methods: Readonly<Record<string, Method>> = {
  ...appMethods,
  ...assistantMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...historyMethods,
  ...oauthMethods,
  ...unfurlMethods,
  ...userMethods,
  ...validationMethods,
  ...viewMethods,
}

interface World {
  readonly workspace: Workspace
  readonly faults: Faults
  readonly socket: SocketMode
  readonly grants: Grants
  readonly teams: Teams
  readonly limit: ReturnType<typeof createRateLimiter>
  url(): string
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
  const body = await readBody(request)
  const read = await orRefusal(() => readArgs(request, url, body))
  const answered = async () =>
    read instanceof SlackRefusal ? refusal(read) : answer(world, name, read.args, read.token)
  const fault = world.faults.take(name)
  const reply = fault === undefined || fault === 'drop_after_accept' ? await answered() : failed(fault)
  world.workspace.record({
    at: new Date().toISOString(),
    kind: 'api',
    method: name,
    status: reply.status,
    ok: reply.body.ok === true && fault === undefined,
    ...(typeof reply.body.error === 'string' && { error: reply.body.error }),
    ...(fault && { fault }),
    ms: Math.round(performance.now() - started),
    args: read instanceof SlackRefusal ? {} : withoutSecrets(read.args.given),
    reply: kept(reply.body),
  })
  if (fault === 'drop_after_accept') return response.destroy()
  // Never answered: whoever asked has to give up by themselves.
  if (fault === 'timeout') return
  sendJson(response, reply.status, reply.body, reply.headers)
}

async function answer(world: World, name: string, args: Args, token: string): Promise<Reply> {
  const { socket, limit, grants, teams, url } = world
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) return { status: 200, body: { ok: false, error: 'unknown_method', req_method: name } }
  const grant = method.token === undefined ? grants.of(token) : undefined
  const workspace = (grant && grants.workspaceOf(grant, args)) ?? world.workspace
  const refused = method.token === 'none' ? undefined : refuseToken(workspace, method, token, grant)
  if (refused) return refused
  // Limits are each workspace's own.
  const wait = limit(`${workspace.identity.team} ${name}`, method.perMinute, args.text('channel'))
  if (wait > 0) return tooMany(wait)
  const headers = {
    'x-oauth-scopes': workspace.scopes.join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  }
  const handled = await orRefusal(() => {
    args.require(method.requires ?? [])
    return method.handle({ workspace, socket, grants, teams, grant, args, url: url() })
  })
  if (handled instanceof SlackRefusal) return { ...refusal(handled), headers }
  return { status: 200, body: { ok: true, ...handled }, headers }
}

/** What proves who somebody is has no place in a log. */
const withoutSecrets = ({ client_secret: _, code: __, ...rest }: Args['given']): Args['given'] => rest

function refuseToken(
  { options, scopes: granted }: Workspace,
  method: Method,
  token: string,
  grant: Grant | undefined,
): Reply | undefined {
  const refuse = (error: string, more: object = {}): Reply => ({ status: 200, body: { ok: false, error, ...more } })
  if (token === '') return refuse('not_authed')
  const { botToken, appToken = 'xapp-sandbox' } = options
  if (token === (method.token === 'app' ? botToken : appToken)) return refuse('not_allowed_token_type')
  if (method.token === 'app') return token === appToken ? undefined : refuse('invalid_auth')
  if (!grant) return refuse('invalid_auth')
  if (grant.ended) return refuse(grant.ended)
  if (method.scopes.length === 0 || method.scopes.some((scope) => granted.includes(scope))) return undefined
  return refuse('missing_scope', { needed: method.scopes.join(','), provided: granted.join(',') })
}
