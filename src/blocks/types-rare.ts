import type { ButtonElement, ImageElement } from './elements.ts'
import type { MrkdwnText, PlainText, Text } from './text.ts'

/** Modals only. */
export interface AlertBlock {
  readonly type: 'alert'
  readonly text: Text
  readonly level?: 'default' | 'info' | 'warning' | 'error' | 'success'
  readonly block_id?: string
}

/** At least one of `hero_image`, `title`, `body` and `actions`. */
export interface CardBlock {
  readonly type: 'card'
  readonly hero_image?: ImageElement
  readonly icon?: ImageElement
  readonly title?: MrkdwnText
  readonly subtitle?: MrkdwnText
  readonly body?: MrkdwnText
  readonly actions?: readonly ButtonElement[]
  readonly block_id?: string
}

export interface CarouselBlock {
  readonly type: 'carousel'
  readonly elements: readonly CardBlock[]
  readonly block_id?: string
}

interface FeedbackButton {
  readonly text: PlainText
  readonly value: string
  readonly accessibility_label?: string
}

/** Messages only. */
export interface ContextActionsBlock {
  readonly type: 'context_actions'
  readonly elements: readonly (
    | {
        readonly type: 'feedback_buttons'
        readonly action_id: string
        readonly positive_button: FeedbackButton
        readonly negative_button: FeedbackButton
      }
    | { readonly type: 'icon_button'; readonly icon: 'trash'; readonly text: PlainText; readonly action_id: string }
  )[]
  readonly block_id?: string
}
