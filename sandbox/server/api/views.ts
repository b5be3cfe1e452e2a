import { randomUUID } from 'node:crypto'
import { validateView } from '../../../src/blocks/validate.ts'
import { asObject } from '../http.ts'
import type { StoredView } from '../model.ts'
import type { Identity } from '../options.ts'
import { spendTrigger } from '../triggers.ts'
import type { Workspace } from '../workspace.ts'
import { type Call, invalidArguments, type Method, SlackRefusal } from './call.ts'
import { knownPerson } from './channels.ts'
import { badImages } from './content.ts'

const viewing = { scopes: [], perMinute: 100 }

/** Bytes of a view as JSON. */
const mostBytes = 250_000
/** Modals that may lie upon each other. */
const mostModals = 3

const publish: Method = {
  ...viewing,
  requires: ['user_id', 'view'],
  handle(call) {
    const person = knownPerson(call.workspace, call.args.text('user_id'))
    const old = call.workspace.homeOf(person.id)
    const given = givenView(call, 'home', old)
    return { view: viewObject(keep(call.workspace, given, old ?? newView(person.id, 'home')), call.workspace.identity) }
  },
}

const open: Method = {
  ...viewing,
  requires: ['view'],
  handle(call) {
    const given = givenView(call, 'modal')
    const { user } = spendTrigger(call.workspace, call.args.text('trigger_id'))
    // That it takes the place of what the person has open is assumed.
    call.workspace.closeModals(user)
    return { view: viewObject(keep(call.workspace, given, newView(user, 'modal')), call.workspace.identity) }
  },
}

const push: Method = {
  ...viewing,
  requires: ['view'],
  handle(call) {
    const given = givenView(call, 'modal')
    const { view: within } = spendTrigger(call.workspace, call.args.text('trigger_id'))
    const below = within === null ? undefined : call.workspace.view(within)
    if (below?.kind !== 'modal') throw new SlackRefusal('not_found')
    return { view: viewObject(pushView(call.workspace, below, given), call.workspace.identity) }
  },
}

const update: Method = {
  ...viewing,
  requires: ['view'],
  handle(call) {
    const { workspace, args } = call
    const [id, called] = [args.text('view_id'), args.text('external_id')]
    const old = id === '' ? workspace.viewCalled(called) : workspace.view(id)
    if (!old) throw new SlackRefusal('not_found')
    return { view: viewObject(keep(workspace, givenView(call, old.kind, old), old), workspace.identity) }
  },
}

const newView = (user: string, kind: StoredView['kind']): Omit<StoredView, 'view' | 'hash'> => {
  const id = `V${randomUUID().slice(0, 8).toUpperCase()}`
  return { id, user, kind, root: id, previous: null }
}

/** Stores a view in the place of what has this id; its hash is new. */
export function keep(workspace: Workspace, view: StoredView['view'], place: Omit<StoredView, 'view' | 'hash'>) {
  const stored: StoredView = { ...place, view, hash: `${Date.now()}.${randomUUID().slice(0, 8)}` }
  workspace.saveView(stored)
  return stored
}

/** Puts a modal upon another, which is the one that is seen. */
export function pushView(workspace: Workspace, below: StoredView, view: StoredView['view']): StoredView {
  if (workspace.modalsOf(below.user).length >= mostModals) throw new SlackRefusal('push_limit_reached')
  return keep(workspace, view, { ...newView(below.user, 'modal'), root: below.root, previous: below.id })
}

/** The view that a call brings, if it is right and takes the place of the one that the caller has seen. */
function givenView({ workspace, args }: Call, kind: StoredView['kind'], old?: StoredView): StoredView['view'] {
  const given = asObject(args.json('view', 'invalid_arguments'))
  if (given?.type !== kind) throw invalidArguments([`must provide a view of type ${kind} [json-pointer:/view/type]`])
  // That a view's pictures are held to what a message's are is assumed.
  const found = [...validateView(given), ...badImages(given.blocks, workspace, true, '/blocks')]
  const faults = found.map(({ message, pointer }) => `${message} [json-pointer:/view${pointer}]`)
  if (faults.length > 0) throw invalidArguments(faults)
  if (Buffer.byteLength(JSON.stringify(given)) > mostBytes) throw new SlackRefusal('view_too_large')
  const called = given.external_id
  const namesake = typeof called === 'string' && called !== '' ? workspace.viewCalled(called) : undefined
  if (namesake && namesake.id !== old?.id) throw new SlackRefusal('duplicate_external_id')
  const hash = args.text('hash')
  if (old && hash !== '' && hash !== old.hash) throw new SlackRefusal('hash_conflict')
  return given
}

/** A view as Slack's answers and payloads show it, with what stands in its fields. */
export const viewObject = (
  { id, hash, view, root, previous }: StoredView,
  identity: Identity,
  values: unknown = {},
): object => ({
  title: null,
  close: null,
  submit: null,
  clear_on_close: false,
  notify_on_close: false,
  external_id: '',
  ...view,
  id,
  hash,
  team_id: identity.team,
  app_id: identity.app,
  app_installed_team_id: identity.team,
  bot_id: identity.bot,
  root_view_id: root,
  previous_view_id: previous,
  callback_id: view.callback_id ?? '',
  private_metadata: view.private_metadata ?? '',
  state: { values: asObject(values) ?? {} },
})

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.publish': publish,
  'views.open': open,
  'views.push': push,
  'views.update': update,
}
