import { useRef, useState } from 'react'
import type { Outcome } from './api.ts'
import { Blocks } from './blocks/block.tsx'
import { ActContext, ErrorsContext } from './context.ts'
import { Dialog } from './dialog.tsx'
import type { Person, View } from './model.ts'

interface Props {
  view: View
  person: Person
  ask(path: string, body: object): Promise<Outcome>
}

/** A modal that the bot opened: its form is sent to the bot, which closes it, changes it, puts another upon it, or says what is wrong. */
export function ViewModal({ view, person, ask }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [left, setLeft] = useState(false)
  const { title, submit, close, blocks = [] } = view.view
  const act = async (action_id: string, value?: string) => {
    const values = form.current ? valuesOf(form.current) : {}
    await ask('click', { user: person.id, view_id: view.id, action_id, values, ...(value !== undefined && { value }) })
  }
  const send = async (sent: HTMLFormElement) => {
    const outcome = await ask('submit', { user: person.id, view_id: view.id, values: valuesOf(sent) })
    setErrors(outcome.response_action === 'errors' ? (outcome.errors ?? {}) : {})
  }
  // It goes at once: whoever closes it and types on types into the page, not into a dialog that waits for the server.
  const onClose = () => {
    setLeft(true)
    void ask('close', { user: person.id, view_id: view.id })
  }
  if (left) return null
  return (
    <Dialog className="modal" title={title?.text ?? ''} testId="modal" onLeave={onClose}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          void send(event.currentTarget)
        }}
      >
        <ActContext value={act}>
          <ErrorsContext value={errors}>
            <Blocks blocks={blocks} />
          </ErrorsContext>
        </ActContext>
        <div className="modal-buttons">
          <button type="button" className="element-button" onClick={onClose}>
            {close?.text ?? 'Close'}
          </button>
          {submit && (
            <button type="submit" className="element-button primary" data-testid="modal-submit">
              {submit.text}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

/** A form's fields as `view.state.values`: by block, then by action. */
function valuesOf(form: HTMLFormElement): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {}
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-type]')) {
    const [block = '', action = ''] = field.name.split('/')
    const type = field.dataset.type
    const text = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.text ?? '') : ''
    values[block] = { ...values[block], [action]: stateOf(type ?? '', field.value, text) }
  }
  return values
}

/** What stands in a field, as Slack says it of each type. */
function stateOf(type: string, value: string, text: string): Record<string, unknown> {
  if (type === 'static_select') {
    return { type, selected_option: value === '' ? null : { text: { type: 'plain_text', text }, value } }
  }
  return { type, [type === 'conversations_select' ? 'selected_conversation' : 'value']: value || null }
}
