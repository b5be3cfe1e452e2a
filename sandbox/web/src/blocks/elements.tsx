import { type ReactNode, useContext, useState } from 'react'
import type { ButtonElement, Confirm, Element, Option, UsersSelectElement } from '../../../../src/blocks/elements.ts'
import { ActContext, PeopleContext } from '../context.ts'
import { Dialog } from '../dialog.tsx'
import { keysOpen } from '../keys.ts'
import { Listed } from '../listed.ts'
import { ImageView } from './image.tsx'
import { TextView } from './text.tsx'

export function ElementView({ element }: { element: Element }) {
  switch (element.type) {
    case 'button':
      return <Button element={element} />
    case 'static_select':
      return <Menu {...element} groups={element.option_groups ?? [{ options: element.options ?? [] }]} />
    case 'users_select':
      return <PeopleMenu {...element} />
    case 'overflow':
      return <Menu {...element} groups={[{ options: element.options }]} dots />
    case 'image':
      return <ImageView image={element} small />
    default:
      return <span className="unknown">{element.type}</span>
  }
}

/** Acts once the person has confirmed, if the element asks for that; `busy` until the answer is there. */
function useConfirmed(confirm?: Confirm): [busy: boolean, run: (job: () => Promise<void>) => void, dialog: ReactNode] {
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState<(() => Promise<void>) | null>(null)
  const work = async (job: () => Promise<void>) => {
    setBusy(true)
    await job()
    setBusy(false)
  }
  const run = (job: () => Promise<void>) => (confirm ? setAsking(() => job) : void work(job))
  const dialog = asking && confirm && (
    <ConfirmDialog
      confirm={confirm}
      onAnswer={(yes) => {
        setAsking(null)
        if (yes) void work(asking)
      }}
    />
  )
  return [busy, run, dialog]
}

function Button({ element }: { element: ButtonElement }) {
  const act = useContext(ActContext)
  const [busy, run, dialog] = useConfirmed(element.confirm)
  const press = () => {
    if (element.url) window.open(element.url, '_blank', 'noreferrer')
    run(() => act(element.action_id, element.value))
  }
  return (
    <>
      <button
        type="button"
        className={`element-button ${element.style ?? ''}`}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        // One that is disabled would lose the focus, and whoever types their place.
        aria-disabled={busy}
        data-testid={`action-${element.action_id}`}
        onClick={() => busy || press()}
      >
        <TextView text={element.text} />
      </button>
      {dialog}
    </>
  )
}

interface MenuProps {
  action_id: string
  groups: readonly { label?: { text: string }; options: readonly Option[] }[]
  placeholder?: { text: string }
  initial_option?: Option
  confirm?: Confirm
  dots?: boolean
}

function Menu({ action_id, groups, placeholder, initial_option, confirm, dots }: MenuProps) {
  const act = useContext(ActContext)
  const [busy, run, dialog] = useConfirmed(confirm)
  return (
    <>
      <select
        className={dots ? 'element-select dots' : 'element-select'}
        aria-label={placeholder?.text ?? 'More'}
        aria-busy={busy}
        aria-disabled={busy}
        data-testid={`action-${action_id}`}
        onKeyDown={keysOpen}
        value={dots ? '' : (initial_option?.value ?? '')}
        onChange={(event) => {
          const { value } = event.target
          if (!busy) run(() => act(action_id, value))
        }}
      >
        <option value="" hidden>
          {dots ? '•••' : (placeholder?.text ?? 'Choose')}
        </option>
        <Listed items={groups}>{(group) => <Group {...group} />}</Listed>
      </select>
      {dialog}
    </>
  )
}

/** Everybody in the workspace, by name. */
function PeopleMenu(element: UsersSelectElement) {
  const people = useContext(PeopleContext)
  const options = people.map(({ id, name }) => ({ text: { type: 'plain_text', text: name } as const, value: id }))
  return <Menu {...element} groups={[{ options }]} />
}

function Group({ label, options }: MenuProps['groups'][number]) {
  const list = options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  ))
  return label ? <optgroup label={label.text}>{list}</optgroup> : list
}

function ConfirmDialog({ confirm, onAnswer }: { confirm: Confirm; onAnswer: (yes: boolean) => void }) {
  const title = confirm.title?.text ?? 'Are you sure?'
  return (
    <Dialog className="modal small" title={title} testId="confirm" onLeave={() => onAnswer(false)}>
      <p className="words">
        <TextView text={confirm.text} />
      </p>
      <div className="modal-buttons">
        <button type="button" className="element-button" onClick={() => onAnswer(false)}>
          {confirm.deny?.text ?? 'Cancel'}
        </button>
        <button type="button" className={`element-button ${confirm.style ?? 'primary'}`} onClick={() => onAnswer(true)}>
          {confirm.confirm?.text ?? 'Yes'}
        </button>
      </div>
    </Dialog>
  )
}
