import { validateView } from '../../src/blocks/validate.ts'
import { SlackRefusal } from './api/call.ts'
import { keep, pushView } from './api/views.ts'
import type { Acknowledgement } from './deliver.ts'
import { asObject } from './http.ts'
import type { Person, StoredView } from './model.ts'
import { closedPayload, submissionPayload } from './payloads.ts'
import { issueTrigger } from './triggers.ts'
import type { Workspace } from './workspace.ts'

type Interact = (what: string, payload: Readonly<Record<string, unknown>>) => Promise<Acknowledgement>

/** What people do with a modal: send its form, or close it. */
export function createForms(workspace: Workspace, interact: Interact) {
  return {
    /** The app answers with errors by block_id, another view in its place or upon it, that all close, or nothing: then it closes. */
    async submit(person: Person, view: StoredView, values: unknown) {
      const trigger = issueTrigger(workspace, person.id, view.id)
      const { error, body } = await interact(
        'view_submission',
        submissionPayload(workspace, person, view, trigger, values),
      )
      const action = asObject(body) ?? {}
      const wrong = error ?? applied(workspace, view, action)
      return wrong === undefined ? { ok: true, ...action } : { ok: false, error: wrong }
    },

    /** By its button, which leads back to what lies below; or all at once. The app hears of it where it asked to. */
    close(person: Person, view: StoredView, all: boolean): void {
      const cleared = all || view.view.clear_on_close === true
      const closing = cleared ? workspace.modalsOf(view.user) : [view]
      if (cleared) workspace.closeModals(view.user)
      else workspace.closeView(view)
      for (const each of closing) {
        if (each.view.notify_on_close === true)
          void interact('view_closed', closedPayload(workspace, person, each, cleared))
      }
    },
  }
}

/** Does what the app answered to a form, or says why Slack does not take it as an answer. */
function applied(workspace: Workspace, view: StoredView, action: Readonly<Record<string, unknown>>) {
  const { response_action: kind, view: next, errors } = action
  // Closed before the answer came.
  if (!workspace.view(view.id)) return undefined
  if (kind === undefined) return void workspace.closeView(view)
  if (kind === 'clear') return void workspace.closeModals(view.user)
  if (kind === 'errors') return misplaced(view, errors)
  if (kind !== 'update' && kind !== 'push') return `no response_action: ${String(kind)}`
  const [fault] = validateView(next)
  if (fault) return `invalid view: ${fault.message} at ${fault.pointer}`
  const given = asObject(next) ?? {}
  if (given.type !== 'modal') return 'invalid view: not a modal'
  try {
    if (kind === 'push') pushView(workspace, view, given)
    else keep(workspace, given, view)
    return undefined
  } catch (error) {
    if (error instanceof SlackRefusal) return error.code
    throw error
  }
}

/** Errors are for inputs of the view. */
function misplaced({ view }: StoredView, errors: unknown): string | undefined {
  const given = Object.entries(asObject(errors) ?? {})
  if (given.length === 0) return 'no errors'
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(asObject) : []
  const inputs = blocks.filter((block) => block?.type === 'input').map((block) => block?.block_id)
  const [unknown] = given.find(([id]) => !inputs.includes(id)) ?? []
  if (unknown !== undefined) return `errors for a block that is no input of the view: ${unknown}`
  const [silent] = given.find(([, text]) => typeof text !== 'string' || text === '') ?? []
  return silent === undefined ? undefined : `an error without words: ${silent}`
}
