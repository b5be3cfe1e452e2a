import type { InputBlock } from '../../../../src/blocks/types.ts'
import { withEmoji } from './emoji.ts'

/** A field of a modal's form; its name is `block_id/action_id`, and `data-type` says what it is. */
export function InputView({ block }: { block: InputBlock }) {
  const { element, label, hint, optional, block_id } = block
  const name = `${block_id ?? ''}/${'action_id' in element ? element.action_id : ''}`
  const shared = { id: name, name, required: !optional, 'data-type': element.type, className: 'field' }
  return (
    <div className="block-input">
      <label htmlFor={name}>
        {withEmoji(label.text)}
        {optional && <small> (optional)</small>}
      </label>
      {element.type === 'static_select' ? (
        <select {...shared} defaultValue={element.initial_option?.value ?? ''}>
          <option value="">{element.placeholder?.text ?? 'Choose'}</option>
          {(element.options ?? element.option_groups?.flatMap((group) => group.options) ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.text.text}
            </option>
          ))}
        </select>
      ) : element.type === 'plain_text_input' ? (
        element.multiline ? (
          <textarea {...shared} rows={4} defaultValue={element.initial_value} placeholder={element.placeholder?.text} />
        ) : (
          <input {...shared} defaultValue={element.initial_value} placeholder={element.placeholder?.text} />
        )
      ) : (
        <span className="unknown">The sandbox has no field for {element.type}</span>
      )}
      {hint && <small>{hint.text}</small>}
    </div>
  )
}
