import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../http.ts'
import type { Teams } from '../teams.ts'
import type { Grants } from './grants.ts'
import { allowPage, refusedPage } from './pages.ts'

export interface OAuthWorld {
  readonly teams: Teams
  readonly grants: Grants
  /** What the app's settings name, the first one being used where the app names none. */
  redirectUris(): readonly string[]
}

/**
 * `/oauth/v2/authorize`: who opens it chooses a workspace, or a whole organization, and allows or cancels; the browser then
 * goes back to the app, with a code or `access_denied`, and the state it came with.
 */
export async function serveAuthorize(
  world: OAuthWorld,
  request: IncomingMessage,
  response: ServerResponse,
  { searchParams: asked }: URL,
): Promise<void> {
  const { teams, grants } = world
  const given = asked.get('redirect_uri') ?? ''
  const scopes = (asked.get('scope') ?? '').split(',').filter(Boolean)
  const back = given || world.redirectUris()[0]
  const refuse = (error: string) => page(response, 400, refusedPage(error))
  if (!grants.client || asked.get('client_id') !== grants.client.clientId) return refuse('invalid_client_id')
  if (back === undefined || !world.redirectUris().some((each) => leadsTo(back, each))) return refuse('bad_redirect_uri')
  if (scopes.length === 0) return refuse('invalid_scope')
  if (request.method !== 'POST') return page(response, 200, allowPage(teams, scopes, asked.get('team') ?? ''))

  const form = new URLSearchParams((await readBody(request)).toString('utf8'))
  const place = form.get('place') ?? ''
  const enterprise = teams.inEnterprise(place)
  const team = teams.of(place) ?? enterprise[0]
  const url = new URL(back)
  const state = asked.get('state')
  if (form.get('decision') !== 'allow') url.searchParams.set('error', 'access_denied')
  else if (!team) return refuse('invalid_team')
  else {
    const { identity, people } = team.workspace
    const code = grants.allow({
      team: enterprise.length > 0 ? null : identity.team,
      enterprise: identity.enterprise,
      scopes,
      redirectUri: given,
      user: people[0]?.id ?? 'U0NOBODY01',
    })
    url.searchParams.set('code', code)
  }
  if (state !== null) url.searchParams.set('state', state)
  response.writeHead(302, { location: url.href }).end()
}

/** Slack takes a configured address, and what lies below it. */
function leadsTo(given: string, configured: string): boolean {
  if (!URL.canParse(given)) return false
  const [one, other] = [new URL(given), new URL(configured)]
  const below = one.pathname === other.pathname || one.pathname.startsWith(`${other.pathname.replace(/\/$/, '')}/`)
  return one.origin === other.origin && below
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
}
