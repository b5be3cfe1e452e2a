import { useContext } from 'react'
import type { Element, Option } from '../../../../src/blocks/elements.ts'
import type { InputBlock } from '../../../../src/blocks/types.ts'
import { ActContext, ChannelsContext, ErrorsContext } from '../context.ts'
import { FrameContext } from '../frame-words.ts'
import { keysOpen } from '../keys.ts'
import { withEmoji } from './emoji.ts'

/** A field of a modal's form; its name is `block_id/action_id`, and `data-type` says what it is. */
export function InputView({ block }: { block: InputBlock }) {
  const { element, label, hint, optional, block_id = '', dispatch_action } = block
  const error = useContext(ErrorsContext)[block_id]
  const { optional: optionalWord } = useContext(FrameContext)
  const name = `${block_id}/${'action_id' in element ? element.action_id : ''}`
  return (
    <div className={`block-input ${error ? 'wrong' : ''}`} data-testid={`field-${block_id}`}>
      <label htmlFor={name}>
        {withEmoji(label.text)}
        {optional && <small> {optionalWord}</small>}
      </label>
      <Field element={element} name={name} required={!optional} dispatches={dispatch_action === true} />
      {error && (
        <p className="alert error" role="alert">
          {error}
        </p>
      )}
      {hint && <small>{hint.text}</small>}
    </div>
  )
}

interface FieldProps {
  element: Element
  name: string
  required: boolean
  /** A choice reaches the bot before the form is sent. */
  dispatches: boolean
}

function Field({ element, name, required, dispatches }: FieldProps) {
  const act = useContext(ActContext)
  const channels = useContext(ChannelsContext)
  const { choose } = useContext(FrameContext)
  const shared = { id: name, name, required, 'data-type': element.type, className: 'field' }
  if (element.type === 'static_select') {
    const { action_id, initial_option, placeholder, options = [], option_groups = [] } = element
    return (
      <select
        {...shared}
        defaultValue={initial_option?.value ?? ''}
        onChange={(event) => dispatches && void act(action_id, event.target.value)}
        {...(dispatches && { onKeyDown: keysOpen })}
      >
        <option value="">{placeholder?.text ?? choose}</option>
        <Options options={options} />
        {option_groups.map(({ label, options: grouped }) => (
          <optgroup key={label.text} label={label.text}>
            <Options options={grouped} />
          </optgroup>
        ))}
      </select>
    )
  }
  if (element.type === 'conversations_select') {
    return (
      <select {...shared} defaultValue={element.initial_conversation ?? ''}>
        <option value="">{element.placeholder?.text ?? choose}</option>
        {channels
          .filter(({ kind, isExtShared }) => kind !== 'dm' && !isExtShared)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              #{name}
            </option>
          ))}
      </select>
    )
  }
  if (element.type !== 'plain_text_input') {
    return <span className="unknown">The sandbox has no field for {element.type}</span>
  }
  const typed = { ...shared, defaultValue: element.initial_value, placeholder: element.placeholder?.text }
  return element.multiline ? <textarea {...typed} rows={4} /> : <input {...typed} />
}

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  ))
