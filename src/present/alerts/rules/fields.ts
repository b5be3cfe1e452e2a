import { clip } from '../../../blocks/build.ts'
import { limits } from '../../../blocks/limits.ts'
import { plain } from '../../../blocks/text.ts'
import type { InputBlock } from '../../../blocks/types.ts'
import { fieldAction } from './actions.ts'

interface Shared {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
}

const input = ({ id, label, hint, optional }: Shared, element: InputBlock['element']): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  ...(hint === undefined ? {} : { hint: plain(hint) }),
  ...(optional ? { optional } : {}),
  element,
})

/** A line of text. */
export const textField = (shared: Shared, value: string, placeholder?: string): InputBlock =>
  input(shared, {
    type: 'plain_text_input',
    action_id: fieldAction,
    ...(value === '' ? {} : { initial_value: value }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
  })

export interface Choice {
  readonly value: string
  readonly text: string
}

const optionOf = ({ value, text }: Choice) => ({ text: plain(clip(text, limits.select.optionText)), value })

/** A menu, with what is chosen in it where that is among its choices. */
export function menuField(shared: Shared, choices: readonly Choice[], value: string, placeholder?: string): InputBlock {
  const chosen = choices.find((each) => each.value === value)
  return input(shared, {
    type: 'static_select',
    action_id: fieldAction,
    options: choices.slice(0, limits.select.options).map(optionOf),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
    ...(chosen ? { initial_option: optionOf(chosen) } : {}),
  })
}

/** A menu in groups that speaks up as soon as something is chosen. */
export function groupedField(
  shared: Shared,
  groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[],
  value: string,
  actionId: string,
): InputBlock {
  const chosen = groups.flatMap(({ choices }) => choices).find((each) => each.value === value)
  return {
    ...input(shared, {
      type: 'static_select',
      action_id: actionId,
      option_groups: groups
        .filter(({ choices }) => choices.length > 0)
        .map(({ label, choices }) => ({ label: plain(label), options: choices.map(optionOf) })),
      ...(chosen ? { initial_option: optionOf(chosen) } : {}),
    }),
    dispatch_action: true,
  }
}
