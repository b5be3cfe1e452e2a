import { clip } from '../blocks/build.ts'
import { limits } from '../blocks/limits.ts'
import { plain } from '../blocks/text.ts'
import type { InputBlock } from '../blocks/types.ts'

/** The action id of fields that say nothing before the form is sent; their block ids tell them apart. */
const fieldAction = 'value'

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

interface MenuOptions {
  readonly placeholder?: string
  /** The menu speaks up under this id as soon as something is chosen. */
  readonly speaks?: string
}

/** A menu, with what is chosen in it where that is among its choices. */
export function menuField(
  shared: Shared,
  choices: readonly Choice[],
  value: string,
  { placeholder, speaks }: MenuOptions = {},
): InputBlock {
  const chosen = choices.find((each) => each.value === value)
  const field = input(shared, {
    type: 'static_select',
    action_id: speaks ?? fieldAction,
    options: choices.slice(0, limits.select.options).map(optionOf),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder) }),
    ...(chosen ? { initial_option: optionOf(chosen) } : {}),
  })
  return speaks === undefined ? field : { ...field, dispatch_action: true }
}

/** A channel of the company's, among those that whoever fills the form in can see. */
export const channelField = (shared: Shared, value: string): InputBlock =>
  input(shared, {
    type: 'conversations_select',
    action_id: fieldAction,
    filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
    ...(value === '' ? {} : { initial_conversation: value }),
  })

/** A menu in groups; `speaks` as in a plain one. */
export function groupedField(
  shared: Shared,
  groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[],
  value: string,
  speaks?: string,
): InputBlock {
  const chosen = groups.flatMap(({ choices }) => choices).find((each) => each.value === value)
  const field = input(shared, {
    type: 'static_select',
    action_id: speaks ?? fieldAction,
    option_groups: groups
      .filter(({ choices }) => choices.length > 0)
      .map(({ label, choices }) => ({ label: plain(label), options: choices.map(optionOf) })),
    ...(chosen ? { initial_option: optionOf(chosen) } : {}),
  })
  return speaks === undefined ? field : { ...field, dispatch_action: true }
}
