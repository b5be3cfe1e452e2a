import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actions } from './actions.ts'
import type { Answer } from './answers.ts'
import type { ClockControl } from './clock.ts'
import type { Deliver } from './deliver.ts'
import { type Faults, faultKinds } from './faults.ts'
import { asText, readJson, sendJson } from './http.ts'
import type { Channel, Message, Person } from './model.ts'
import type { Grants } from './oauth/grants.ts'
import { removalPayload } from './payloads.ts'
import { disconnectReasons, type SocketMode } from './socket/socket-mode.ts'
import { openStream, stateOf } from './stream.ts'
import type { Teams } from './teams.ts'
import type { Workspace } from './workspace.ts'

export interface Control {
  /** The first. */
  readonly workspace: Workspace
  readonly teams: Teams
  readonly grants: Grants
  readonly deliver: Deliver
  readonly faults: Faults
  readonly clock: ClockControl
  readonly socket: SocketMode
}

/** What a request is about: the first workspace, unless `team` names another. */
interface Chosen extends Control {
  readonly actions: Actions
}

/** A control request that cannot be carried out. */
class ControlError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

type Given = Readonly<Record<string, unknown>>

/** A message as the control interface shows it; `user` is who sees it when it is ephemeral, else who wrote it. */
export const shown = ({ channel, ts, thread_ts, onlyFor, from, text, blocks, at, metadata, unfurls }: Message) => ({
  channel,
  ts,
  ephemeral: onlyFor !== null,
  user: onlyFor ?? from,
  text,
  blocks,
  from,
  at,
  ...(thread_ts !== undefined && { thread_ts }),
  ...(metadata && { metadata }),
  ...(unfurls && { unfurls }),
})

const shownAnswer = (answer: Answer) => ({ ...answer, messages: answer.messages.map(shown) })

/** The interface of `/sandbox/…`, by method and path; `given` is the JSON body or the query. */
const routes: Readonly<Record<string, (control: Chosen, given: Given) => unknown>> = {
  'GET people': ({ workspace }) =>
    workspace.people.map(({ id, email, name, role, locale, tz }) => ({ id, email, name, role, locale, tz })),
  'POST people': ({ workspace }, given) => {
    const person = personIn(workspace, given)
    workspace.setLocale(person, asText(given.locale))
    return { ok: true, id: person.id, locale: person.locale }
  },
  'POST command': async ({ workspace, actions }, given) => {
    const person = personIn(workspace, given)
    const text = asText(given.text).trim()
    const line = text.startsWith('/') ? text : `/revops ${text}`.trim()
    return shownAnswer(await actions.command(person, channelIn(workspace, given, person), line))
  },
  'POST click': async ({ workspace, actions }, given) => {
    const person = personIn(workspace, given)
    const value = given.value === undefined ? undefined : asText(given.value)
    const view = given.view_id === undefined ? undefined : workspace.view(asText(given.view_id))
    const click = { actionId: asText(given.action_id), value, values: given.values }
    if (view) return shownAnswer(await actions.clickInView(person, view, click))
    const channel = channelIn(workspace, given, person)
    const message = workspace.messages.find(channel.id, asText(given.ts))
    if (!message || (message.onlyFor !== null && message.onlyFor !== person.id)) {
      throw new ControlError(404, 'message_not_found')
    }
    return shownAnswer(await actions.click(person, channel, message, asText(given.action_id), value))
  },
  'POST submit': ({ workspace, actions }, given) => {
    const view = workspace.view(asText(given.view_id))
    if (!view) throw new ControlError(404, 'view_not_found')
    return actions.submit(personIn(workspace, given), view, given.values)
  },
  'POST close': ({ workspace, actions }, given) => {
    const view = workspace.view(asText(given.view_id))
    if (!view) throw new ControlError(404, 'view_not_found')
    actions.close(personIn(workspace, given), view, given.all === true)
    return { ok: true }
  },
  'POST home': async ({ workspace, actions }, given) => {
    const person = personIn(workspace, given)
    const channel = workspace.directWith(person).id
    const { error } = await actions.event('app_home_opened', { user: person.id, channel, tab: 'home' })
    return { ok: error === undefined, ...(error && { error }) }
  },
  'POST event': async ({ actions }, { type, team: _, ...fields }) => {
    const { error } = await actions.event(asText(type), fields)
    return { ok: error === undefined, ...(error && { error }) }
  },
  'POST uninstall': async (control, given) => {
    const { identity } = control.workspace
    const enterprise = given.enterprise === undefined ? undefined : asText(given.enterprise)
    const events = Array.isArray(given.events) ? given.events.map(asText) : ['app_uninstalled', 'tokens_revoked']
    const place = enterprise === undefined ? { team: identity.team } : { enterprise }
    control.grants.uninstall({ team: null, enterprise: null, ...place })
    const tokens = { oauth: [], bot: [identity.botUser] }
    for (const type of events) {
      const event = type === 'tokens_revoked' ? { type, tokens } : { type }
      await control.deliver({ kind: 'events_api', what: type, payload: removalPayload(place, event) })
    }
    return { ok: true }
  },
  'POST say': ({ workspace, actions }, given) => {
    const person = personIn(workspace, given)
    const thread = asText(given.thread_ts)
    const words = { text: asText(given.text), ...(thread !== '' && { thread_ts: thread }) }
    return shown(actions.say(person, channelIn(workspace, given, person), words))
  },
  'GET messages': ({ workspace }, given) => {
    const person = given.user === undefined ? undefined : personIn(workspace, given)
    return workspace.messages.in(channelIn(workspace, given, person).id).map(shown)
  },
  'GET clock': ({ clock }) => clock.read(),
  'POST clock': async ({ clock }, given) => {
    if (!clock.canSet()) throw new ControlError(409, 'no_clock')
    const started = performance.now()
    await clock.set(asText(given.at))
    return { ok: true, ...clock.read(), ms: Math.round(performance.now() - started) }
  },
  'GET faults': ({ faults }) => faults.list(),
  'POST faults': ({ faults }, given) => {
    if (given.clear === true) {
      faults.clear()
      return { ok: true, faults: [] }
    }
    const kind = faultKinds.find((each) => each === asText(given.kind))
    if (!kind) throw new ControlError(400, `kind must be one of ${faultKinds.join(', ')}`)
    faults.add(asText(given.method) || '*', kind, Number(given.times ?? 1))
    return { ok: true, faults: faults.list() }
  },
  'GET socket': ({ socket }) => socket.connections(),
  'POST socket': ({ socket }, given) => {
    const reason = disconnectReasons.find((each) => each === asText(given.disconnect))
    if (!reason) throw new ControlError(400, `disconnect must be one of ${disconnectReasons.join(', ')}`)
    const told = socket.disconnect(reason, given.connection === undefined ? undefined : asText(given.connection))
    if (!told) throw new ControlError(404, 'no_connection')
    return { ok: true, connections: socket.connections() }
  },
  'GET log': ({ workspace }) => workspace.log.filter(({ kind }) => kind !== 'event'),
  'GET state': (control) => stateOf(control),
}

function personIn(workspace: Workspace, given: Given): Person {
  const person = workspace.findPerson(asText(given.user))
  if (!person) throw new ControlError(404, 'user_not_found')
  return person
}

/** By id or name; `dm` is the person's direct messages with the bot. */
function channelIn(workspace: Workspace, given: Given, person?: Person): Channel {
  const key = asText(given.channel)
  if (person && (key === 'dm' || key === '@revops')) return workspace.directWith(person)
  const channel = workspace.findChannel(key)
  if (!channel) throw new ControlError(404, 'channel_not_found')
  return channel
}

export async function serveControl(control: Control, request: IncomingMessage, response: ServerResponse, url: URL) {
  const path = url.pathname.replace('/sandbox/', '')
  if (path === 'events') return openStream(control.workspace, response)
  const route = routes[`${request.method} ${path}`]
  if (!route) return sendJson(response, 404, { ok: false, error: 'not_found' })
  try {
    const given = request.method === 'GET' ? Object.fromEntries(url.searchParams) : await readJson(request)
    const team = control.teams.of(asText(given.team) || control.workspace.identity.team)
    if (!team) throw new ControlError(404, 'team_not_found')
    sendJson(response, 200, await route({ ...control, ...team }, given))
  } catch (error) {
    const status = error instanceof ControlError ? error.status : 500
    sendJson(response, status, { ok: false, error: error instanceof Error ? error.message : String(error) })
  }
}
