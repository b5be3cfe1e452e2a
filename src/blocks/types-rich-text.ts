interface RichTextStyle {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strike?: boolean
  readonly code?: boolean
}

export type RichTextLeaf =
  | { readonly type: 'text'; readonly text: string; readonly style?: RichTextStyle }
  | { readonly type: 'link'; readonly url: string; readonly text?: string; readonly style?: RichTextStyle }
  | { readonly type: 'emoji'; readonly name: string }
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'channel'; readonly channel_id: string }
  | {
      readonly type: 'date'
      readonly timestamp: number
      readonly format: string
      readonly fallback?: string
      readonly url?: string
    }

interface RichTextSection {
  readonly type: 'rich_text_section'
  readonly elements: readonly RichTextLeaf[]
}

export type RichTextPart =
  | RichTextSection
  | {
      readonly type: 'rich_text_list'
      readonly style: 'bullet' | 'ordered'
      readonly elements: readonly RichTextSection[]
      readonly indent?: number
    }
  | { readonly type: 'rich_text_quote'; readonly elements: readonly RichTextLeaf[] }
  | { readonly type: 'rich_text_preformatted'; readonly elements: readonly RichTextLeaf[] }

export interface RichTextBlock {
  readonly type: 'rich_text'
  readonly elements: readonly RichTextPart[]
  readonly block_id?: string
}
