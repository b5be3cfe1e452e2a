import type { RichTextBlock } from './types-rich-text.ts'

/** Never empty: Slack refuses a cell without text. */
export interface RawText {
  readonly type: 'raw_text'
  readonly text: string
}

/** `value` sorts, `text` is shown. */
export interface RawNumber {
  readonly type: 'raw_number'
  readonly value: number
  readonly text: string
}

export type Cell = RawText | RawNumber | RichTextBlock

export interface ColumnSettings {
  readonly align?: 'left' | 'center' | 'right'
  readonly is_wrapped?: boolean
}

export interface TableBlock {
  readonly type: 'table'
  readonly rows: readonly (readonly Cell[])[]
  readonly column_settings?: readonly ColumnSettings[]
  readonly block_id?: string
}

/** A table that sorts and turns pages. The first row is the header and holds no rich text. */
export interface DataTableBlock {
  readonly type: 'data_table'
  readonly caption: string
  readonly rows: readonly (readonly Cell[])[]
  /** Rows on a page; Slack's default is 5. */
  readonly page_size?: number
  /** The column that names a row, from 0. */
  readonly row_header_column_index?: number
  readonly block_id?: string
}
