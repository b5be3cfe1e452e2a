import { clip } from './build.ts'
import { limits } from './limits.ts'
import type { RichTextBlock } from './types-rich-text.ts'
import type { Cell, ColumnSettings, DataTableBlock, RawNumber, RawText, TableBlock } from './types-table.ts'

/** What a table shows where there is nothing: Slack refuses an empty cell. */
const nothing = '–'

const text = (value: string): RawText => ({ type: 'raw_text', text: value === '' ? nothing : value })

/** `value` sorts, `shown` is what people read. Without a number there is nothing to sort by: a text cell. */
export function number(value: number | null, shown: string): RawNumber | RawText {
  if (value === null || !Number.isFinite(value)) return text(shown)
  return { type: 'raw_number', value, text: shown === '' ? nothing : shown }
}

/** A cell that leads somewhere. Slack takes http(s) addresses only: any other is no link. */
export const linked = (url: string, shown: string): RichTextBlock | RawText =>
  /^https?:\/\//i.test(url) && shown !== ''
    ? { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: shown }] }] }
    : text(shown)

/** What people read of a cell. */
export const cellText = (value: Cell): string => (value.type === 'rich_text' ? wordsOf(value) : value.text)

const wordsOf = ({ elements }: RichTextBlock): string =>
  elements
    .flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
    .map((leaf) => ('text' in leaf ? (leaf.text ?? '') : ''))
    .join('')

const cell = (value: string | Cell): Cell => (typeof value === 'string' ? text(value) : value)

export interface TableSpec {
  header: readonly string[]
  rows: readonly (readonly (string | Cell)[])[]
  align?: readonly ('left' | 'center' | 'right')[]
}

/** A plain table, the header as its first row. Slack takes one a message, at most 100 rows with the header. */
export function table({ header, rows, align }: TableSpec): TableBlock {
  const settings = align?.map((side): ColumnSettings => ({ align: side }))
  return {
    type: 'table',
    rows: [header.map(text), ...rows.slice(0, limits.table.rows - 1).map((row) => row.map(cell))],
    ...(settings && { column_settings: settings }),
  }
}

/** A table that sorts and turns pages. With no rows Slack has nothing to show and refuses it: null. */
export function dataTable(spec: {
  caption: string
  header: readonly string[]
  rows: readonly (readonly (string | Cell)[])[]
  pageSize?: number
}): DataTableBlock | null {
  if (spec.rows.length === 0) return null
  return {
    type: 'data_table',
    caption: clip(spec.caption, limits.image.alt),
    rows: [spec.header.map(text), ...spec.rows.slice(0, limits.dataTable.rows - 1).map((row) => row.map(cell))],
    page_size: Math.min(spec.pageSize ?? 10, limits.dataTable.pageSize),
  }
}
