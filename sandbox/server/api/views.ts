import { randomUUID } from 'node:crypto'
import { validateBlocks, validateView } from '../../../src/blocks/validate.ts'
import { asObject } from '../http.ts'
import type { StoredView } from '../model.ts'
import type { Identity } from '../options.ts'
import { spendTrigger } from '../triggers.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'
import { knownPerson } from './channels.ts'

const viewing = { scopes: [], perMinute: 100 }

const publish: Method = {
  ...viewing,
  handle(call) {
    const person = knownPerson(call.workspace, call.args.text('user_id'))
    const old = call.workspace.homeOf(person.id)
    return keep(call, person.id, 'home', old)
  },
}

const open: Method = {
  ...viewing,
  handle(call) {
    const user = spendTrigger(call.workspace, call.args.text('trigger_id'))
    return keep(call, user, 'modal')
  },
}

const update: Method = {
  ...viewing,
  handle(call) {
    const old = call.workspace.view(call.args.text('view_id'))
    if (!old) throw new SlackRefusal('not_found')
    return keep(call, old.user, 'modal', old)
  },
}

/** Checks and stores a view in the place of `old`, unless the caller's hash says it has seen an older one. */
function keep({ workspace, args }: Call, user: string, kind: StoredView['kind'], old?: StoredView): object {
  const given = asObject(args.json('view', 'invalid_arguments'))
  if (!given || given.type !== kind) throw new SlackRefusal('invalid_arguments')
  const faults = validateView(given)
  if (faults.length > 0) {
    const messages = faults.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:/view${pointer}]`)
    throw new SlackRefusal('invalid_arguments', { response_metadata: { messages } })
  }
  const hash = args.text('hash')
  if (old && hash !== '' && hash !== old.hash) throw new SlackRefusal('hash_conflict')
  const id = old?.id ?? `V${randomUUID().slice(0, 8).toUpperCase()}`
  const stored: StoredView = { id, user, kind, view: given, hash: `${Date.now()}.${randomUUID().slice(0, 8)}` }
  workspace.saveView(stored)
  return { view: viewObject(stored, workspace.identity) }
}

/** A view as Slack's answers and payloads show it, with what stands in its fields. */
export const viewObject = ({ id, hash, view }: StoredView, identity: Identity, values: unknown = {}): object => ({
  ...view,
  id,
  hash,
  team_id: identity.team,
  app_id: identity.app,
  bot_id: identity.bot,
  root_view_id: id,
  previous_view_id: null,
  callback_id: view.callback_id ?? '',
  private_metadata: view.private_metadata ?? '',
  state: { values: asObject(values) ?? {} },
})

/** Needs no token, and checks without posting. */
const validate: Method = {
  token: 'none',
  scopes: [],
  perMinute: 100,
  handle({ args }) {
    const [blocks, message, view] = ['blocks', 'message', 'view'].map((name) => args.json(name, 'invalid_arguments'))
    if ([blocks, message, view].filter((part) => part !== undefined).length !== 1) {
      const messages = ['must provide exactly one of `blocks`, `view`, or `message`']
      throw new SlackRefusal('invalid_arguments', { response_metadata: { messages } })
    }
    const refuse = (error: string, errors: readonly object[]) => {
      if (errors.length > 0) throw new SlackRefusal(error, { errors })
    }
    if (blocks !== undefined) refuse('invalid_blocks', validateBlocks(blocks))
    if (view !== undefined) refuse('invalid_view', validateView(view))
    if (message !== undefined) {
      const faults = validateBlocks(asObject(message)?.blocks ?? [])
      refuse(
        'invalid_message',
        faults.map((fault) => ({ ...fault, pointer: `/blocks${fault.pointer}` })),
      )
    }
    return {}
  },
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.publish': publish,
  'views.open': open,
  'views.update': update,
  'blocks.validate': validate,
}
