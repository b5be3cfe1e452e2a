import type { IncomingMessage, ServerResponse } from 'node:http'
import { Args, SlackRefusal } from './api/call.ts'
import { failed } from './api/reply.ts'
import { serveApi } from './api/serve.ts'
import { type Control, serveControl } from './control.ts'
import { asObject, parseJson, readBody, sendJson } from './http.ts'
import { kept } from './kept.ts'
import { type OAuthWorld, serveAuthorize } from './oauth/authorize.ts'
import type { createRateLimiter } from './rate.ts'
import { serveFile, servePage } from './static.ts'
import type { Workspace } from './workspace.ts'

export interface World extends Control, OAuthWorld {
  readonly limit: ReturnType<typeof createRateLimiter>
  url(): string
}

/** Where each address leads. */
export async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '/', world.url())
  const [, first = '', second = '', third = ''] = url.pathname.split('/')
  if (first === 'api') return serveApi(world, second, request, response, url)
  if (first === 'sandbox') return serveControl(world, request, response, url)
  if (first === 'oauth') return serveAuthorize(world, request, response, url)
  if (first === 'response') return serveResponseUrl(world, url.pathname, request, response)
  if (first === 'upload') return takeUpload(world, third, request, response)
  if (first === 'files') return serveFile(holderOf(world, second), second, response)
  return servePage(world.workspace.options.webRoot, url.pathname, response)
}

/** A response_url: bad blocks, and an address used too often or too late, are answered with 404. */
async function serveResponseUrl(world: World, path: string, request: IncomingMessage, response: ServerResponse) {
  const started = performance.now()
  const given = asObject(parseJson((await readBody(request)).toString('utf8'))) ?? {}
  const fault = world.faults.take('response_url')
  const answer = (): { status: number; body: Readonly<Record<string, unknown>>; headers?: Record<string, string> } => {
    if (fault && fault !== 'drop_after_accept') return failed(fault)
    try {
      const team = world.teams.of(path.split('/')[2] ?? '')
      if (!team) throw new SlackRefusal('expired_url')
      team.interactions.respond(path, given)
      return { status: 200, body: { ok: true } }
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error
      return { status: 404, body: { ok: false, error: error.code } }
    }
  }
  const { status, body, headers } = answer()
  world.workspace.record({
    at: new Date().toISOString(),
    kind: 'response_url',
    method: 'response_url',
    status,
    ok: status === 200 && fault === undefined,
    ...(typeof body.error === 'string' && { error: body.error }),
    ...(fault && { fault }),
    ms: Math.round(performance.now() - started),
    args: new Args(given).given,
    reply: kept(status === 200 ? 'ok' : body),
  })
  if (fault === 'drop_after_accept') return response.destroy()
  if (fault !== 'timeout') sendJson(response, status, status === 200 ? 'ok' : body, headers)
}

/** The workspace that has this file; the first, where none has. */
const holderOf = ({ teams, workspace }: World, file: string): Workspace =>
  teams.all.find((team) => team.workspace.files.has(file))?.workspace ?? workspace

/** The bytes of a file, bare or as the one part of a form. */
async function takeUpload(world: World, id: string, request: IncomingMessage, response: ServerResponse) {
  const workspace = holderOf(world, id)
  const body = await readBody(request)
  const file = workspace.files.get(id)
  const bytes = await fileIn(body, request.headers['content-type'] ?? '')
  const ok = file !== undefined && bytes.length === file.length
  if (ok) file.bytes = bytes
  const at = new Date().toISOString()
  const status = ok ? 200 : 400
  const reply = ok ? `OK - ${bytes.length}` : 'wrong length'
  workspace.record({
    at,
    kind: 'upload',
    method: 'upload',
    status,
    ok,
    ms: 0,
    args: { id, bytes: bytes.length },
    reply,
  })
  response.writeHead(status, { 'content-type': 'text/plain' }).end(reply)
}

async function fileIn(body: Buffer, type: string): Promise<Buffer> {
  if (!type.startsWith('multipart/')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  for (const value of form.values()) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer())
  return Buffer.alloc(0)
}
