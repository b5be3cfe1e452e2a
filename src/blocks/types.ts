/**
 * The Block Kit blocks this bot sends. Our own types, because the SDK's lack `data_visualization` and because this
 * folder is a leaf: only `src/slack` knows the SDK. What Slack accepts beyond them is in `schema/`.
 */
import type { ContextElement, Element, SlackFile } from './elements.ts'
import type { PlainText, Text } from './text.ts'
import type { AlertBlock, CardBlock, CarouselBlock, ContextActionsBlock } from './types-rare.ts'
import type { RichTextBlock } from './types-rich-text.ts'
import type { DataTableBlock, TableBlock } from './types-table.ts'
import type { DataVisualizationBlock } from './types-visualization.ts'

interface Identified {
  readonly block_id?: string
}

export interface HeaderBlock extends Identified {
  readonly type: 'header'
  readonly text: PlainText
}

/** `text`, `fields` or both. */
export interface SectionBlock extends Identified {
  readonly type: 'section'
  readonly text?: Text
  readonly fields?: readonly Text[]
  readonly accessory?: Element
  readonly expand?: boolean
}

export interface ContextBlock extends Identified {
  readonly type: 'context'
  readonly elements: readonly ContextElement[]
}

export interface DividerBlock extends Identified {
  readonly type: 'divider'
}

export interface ActionsBlock extends Identified {
  readonly type: 'actions'
  readonly elements: readonly Element[]
}

/** Exactly one of `image_url` (which Slack's servers must be able to fetch) and `slack_file`. */
export interface ImageBlock extends Identified {
  readonly type: 'image'
  readonly alt_text: string
  readonly title?: PlainText
  readonly image_url?: string
  readonly slack_file?: SlackFile
}

export interface InputBlock extends Identified {
  readonly type: 'input'
  readonly label: PlainText
  readonly element: Element
  readonly hint?: PlainText
  readonly optional?: boolean
  readonly dispatch_action?: boolean
}

export interface MarkdownBlock extends Identified {
  readonly type: 'markdown'
  readonly text: string
}

/** Messages only. */
export interface ContainerBlock {
  readonly type: 'container'
  readonly title: PlainText
  readonly subtitle?: Text
  readonly child_blocks: readonly Block[]
  readonly width?: 'narrow' | 'standard' | 'wide' | 'full'
  readonly is_collapsible?: boolean
  readonly default_collapsed?: boolean
  readonly block_id?: string
}

export type Block =
  | HeaderBlock
  | SectionBlock
  | ContextBlock
  | DividerBlock
  | ActionsBlock
  | ImageBlock
  | InputBlock
  | MarkdownBlock
  | RichTextBlock
  | TableBlock
  | DataTableBlock
  | DataVisualizationBlock
  | AlertBlock
  | CardBlock
  | CarouselBlock
  | ContainerBlock
  | ContextActionsBlock
