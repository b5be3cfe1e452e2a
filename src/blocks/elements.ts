import type { PlainText, Text } from './text.ts'

export interface Confirm {
  readonly title?: PlainText
  readonly text: Text
  readonly confirm?: PlainText
  readonly deny?: PlainText
  readonly style?: 'primary' | 'danger'
}

export interface ButtonElement {
  readonly type: 'button'
  readonly text: PlainText
  readonly action_id: string
  readonly value?: string
  readonly url?: string
  readonly style?: 'primary' | 'danger'
  readonly confirm?: Confirm
  readonly accessibility_label?: string
}

/** `value` comes back in the click; `url` works in overflow menus only. */
export interface Option {
  readonly text: PlainText
  readonly value: string
  readonly description?: PlainText
  readonly url?: string
}

interface OptionGroup {
  readonly label: PlainText
  readonly options: readonly Option[]
}

/** Exactly one of `options` and `option_groups`. */
export interface StaticSelectElement {
  readonly type: 'static_select'
  readonly action_id: string
  readonly placeholder?: PlainText
  readonly options?: readonly Option[]
  readonly option_groups?: readonly OptionGroup[]
  readonly initial_option?: Option
  readonly confirm?: Confirm
}

export interface UsersSelectElement {
  readonly type: 'users_select'
  readonly action_id: string
  readonly placeholder?: PlainText
  readonly initial_user?: string
  readonly confirm?: Confirm
}

/** A channel, or another conversation, that whoever looks can see. */
export interface ConversationsSelectElement {
  readonly type: 'conversations_select'
  readonly action_id: string
  readonly placeholder?: PlainText
  readonly initial_conversation?: string
  readonly filter?: {
    readonly include?: readonly ('im' | 'mpim' | 'private' | 'public')[]
    readonly exclude_external_shared_channels?: boolean
    readonly exclude_bot_users?: boolean
  }
}

export interface OverflowElement {
  readonly type: 'overflow'
  readonly action_id: string
  readonly options: readonly Option[]
  readonly confirm?: Confirm
}

export type SlackFile = { readonly id: string } | { readonly url: string }

export interface ImageElement {
  readonly type: 'image'
  readonly alt_text: string
  readonly image_url?: string
  readonly slack_file?: SlackFile
}

interface PlainTextInputElement {
  readonly type: 'plain_text_input'
  readonly action_id: string
  readonly placeholder?: PlainText
  readonly initial_value?: string
  readonly multiline?: boolean
}

/** What may stand in an actions block, beside a section, or in an input. */
export type Element =
  | ButtonElement
  | StaticSelectElement
  | UsersSelectElement
  | ConversationsSelectElement
  | OverflowElement
  | ImageElement
  | PlainTextInputElement

export type ContextElement = ImageElement | Text
