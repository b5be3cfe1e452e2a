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
  /** Which token it takes; the bot’s by default. */
  readonly token?: 'app' | 'none'
  /** Any one of these will do; none needed when empty. */
  readonly scopes: readonly string[]
  /** How many calls a minute Slack allows at least. */
  readonly perMinute: number
  /** Arguments without which it is refused before anything is looked at. */
  readonly requires?: readonly string[]
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
  /** Refuses when any is missing, and says which. */
  require(names: readonly string[]): void {
    const missing = names.filter((name) => this.text(name) === '')
    if (missing.length > 0) throw invalidArguments(missing.map((name) => `missing required field: ${name}`))
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

/** Slack's refusal of arguments that are missing or are not what they should be. */
export const invalidArguments = (faults: readonly string[]): SlackRefusal =>
  new SlackRefusal('invalid_arguments', {
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  })

/** Reads arguments from a form, JSON or multipart body and from the query; and the token, wherever it is. */
export async function readArgs(
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<{ args: Args; token: string }> {
  const given = body.length > 0 ? await argumentsIn(body, request.headers['content-type']) : {}
  const { token: inBody, ...rest } = { ...Object.fromEntries(url.searchParams), ...given }
  // An app may also say in the header who it is.
  const basic = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (basic !== undefined) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
    Object.assign(rest, { client_id: id, client_secret: secret })
  }
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return { args: new Args(rest), token: bearer ?? asText(inBody) }
}

async function argumentsIn(body: Buffer, type: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (type === undefined) throw new SlackRefusal('missing_post_type')
  const [kind] = type.split(';')
  const text = body.toString('utf8')
  switch (kind) {
    case 'application/x-www-form-urlencoded':
    case 'text/plain':
      return Object.fromEntries(new URLSearchParams(text))
    case 'application/json': {
      const parsed = parseJson(text)
      if (parsed === undefined) throw new SlackRefusal('invalid_json')
      const object = asObject(parsed)
      if (!object) throw new SlackRefusal('json_not_object')
      return object
    }
    case 'multipart/form-data':
      try {
        const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
        return Object.fromEntries(form)
      } catch {
        throw new SlackRefusal('invalid_form_data')
      }
    default:
      throw new SlackRefusal('invalid_post_type')
  }
}
