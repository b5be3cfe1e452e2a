import type { IncomingMessage } from 'node:http'
import { asObject, asText, parseJson } from '../http.ts'
import type { Grant, Grants } from '../oauth/grants.ts'
import type { SocketMode } from '../socket/socket-mode.ts'
import type { Teams } from '../teams.ts'
import type { Workspace } from '../workspace.ts'

/** A refusal in Slack's words: `{ ok: false, error: code, …more }`. */
export class SlackRefusal extends Error {
  readonly code: string
  readonly more: Readonly<Record<string, unknown>>
  constructor(code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.more = more
  }
}

export interface Call {
  readonly workspace: Workspace
  readonly socket: SocketMode
  readonly grants: Grants
  readonly teams: Teams
  /** Whose token it is; undefined for methods without one, and for the app-level token. */
  readonly grant: Grant | undefined
  readonly args: Args
  /** The sandbox's own address, without a slash at the end. */
  readonly url: string
}

export interface Method {
  /** Which token it takes; the bot's by default. */
  readonly token?: 'app' | 'none'
  /** Any one of these will do; none needed when empty. */
  readonly scopes: readonly string[]
  /** How many calls a minute Slack allows at least. */
  readonly perMinute: number
  handle(call: Call): object | Promise<object>
}

/** A method's arguments. In a form every value is text, and nested ones are JSON in it. */
export class Args {
  readonly given: Readonly<Record<string, unknown>>
  constructor(given: Readonly<Record<string, unknown>>) {
    this.given = given
  }
  text(name: string): string {
    return asText(this.given[name])
  }
  /** Refuses when it is missing. */
  need(name: string): string {
    const value = this.text(name)
    if (value !== '') return value
    const message = `[ERROR] missing required field: ${name}`
    throw new SlackRefusal('invalid_arguments', { response_metadata: { messages: [message] } })
  }
  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name))
  }
  number(name: string, otherwise: number): number {
    const value = Number(this.text(name) || otherwise)
    return Number.isFinite(value) ? value : otherwise
  }
  /** Undefined when it is missing; refuses with `error` when it is no JSON. */
  json(name: string, error: string): unknown {
    const value = this.given[name]
    if (value === undefined || value === '') return undefined
    if (typeof value !== 'string') return value
    const parsed = parseJson(value)
    if (parsed === undefined) throw new SlackRefusal(error)
    return parsed
  }
}

/** Reads arguments from a form, JSON or multipart body and from the query; and the token, wherever it is. */
export async function readArgs(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<{ args: Args; token: string }> {
  const type = request.headers['content-type'] ?? ''
  const given: Record<string, unknown> = Object.fromEntries(url.searchParams)
  if (type.startsWith('application/json')) Object.assign(given, asObject(parseJson(body.toString('utf8'))))
  else if (type.startsWith('multipart/')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    form.forEach((value, name) => {
      given[name] = value
    })
  } else Object.assign(given, Object.fromEntries(new URLSearchParams(body.toString('utf8'))))
  const { token: inBody, ...rest } = given
  // An app may also say in the header who it is.
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    Object.assign(rest, { client_id: id, client_secret: secret })
  }
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return { args: new Args(rest), token: bearer ?? asText(inBody) }
}
