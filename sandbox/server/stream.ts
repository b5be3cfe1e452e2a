import type { ServerResponse } from 'node:http'
import type { ClockControl } from './clock.ts'
import { mimeType } from './files.ts'
import type { Change, Message } from './model.ts'
import type { Workspace } from './workspace.ts'

/** Messages that the page loads at first; older ones are for `GET /sandbox/messages`. */
const recent = 500

/** Everything the page needs to begin; the stream keeps it up to date. */
export function stateOf({ workspace, clock }: { workspace: Workspace; clock: ClockControl }) {
  const { options, identity } = workspace
  const completions = typeof options.completions === 'function' ? options.completions() : (options.completions ?? [])
  for (const person of workspace.people) workspace.directWith(person)
  return {
    ok: true,
    team: identity.team,
    bot: { id: identity.botUser, name: options.botName ?? 'RevOps', slackbot: identity.slackbot },
    people: workspace.people,
    channels: workspace.channels,
    messages: workspace.messages.all.slice(-recent).map((message) => forPage(workspace, message)),
    homes: workspace.people.flatMap(({ id }) => workspace.homeOf(id) ?? []),
    modals: workspace.people.flatMap(({ id }) => workspace.modalsOf(id)),
    completions,
    clock: { ...clock.read(), canSet: clock.canSet(), timeZone: options.timeZone ?? 'UTC' },
    log: workspace.log.slice(-50),
  }
}

/** Metadata is for apps, and the page has no use for it; files it knows by name and kind. */
function forPage(workspace: Workspace, { metadata: _, files = [], ...message }: Message) {
  const known = files.flatMap((id) => workspace.files.get(id) ?? []).filter(({ isDeleted }) => !isDeleted)
  const shown = known.map((file) => ({ id: file.id, name: file.name, title: file.title, mimetype: mimeType(file) }))
  return { ...message, ...(shown.length > 0 && { files: shown }) }
}

/** Server-sent events: one for each change, named by its type. */
export function openStream(workspace: Workspace, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  })
  response.write('retry: 1000\n\n')
  const send = (change: Change) => {
    const content = 'message' in change ? forPage(workspace, change.message) : change
    response.write(`event: ${change.type}\ndata: ${JSON.stringify(content)}\n\n`)
  }
  const unsubscribe = workspace.subscribe(send)
  const beat = setInterval(() => response.write(': still here\n\n'), 15_000)
  response.on('close', () => {
    clearInterval(beat)
    unsubscribe()
  })
}
