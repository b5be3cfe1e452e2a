import { z } from 'zod'
import { limits } from '../limits.ts'
import { richText } from './rich-text.ts'
import { identified, words } from './text.ts'

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: words(limits.table.characters) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: words(limits.table.characters) }),
  richText,
])

const column = z
  .strictObject({ align: z.enum(['left', 'center', 'right']).optional(), is_wrapped: z.boolean().optional() })
  .nullable()

export const table = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.array(cell).min(1).max(limits.table.columns)).min(1).max(limits.table.rows),
  column_settings: z.array(column).max(limits.table.columns).optional(),
  ...identified,
})

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    caption: words(3_000),
    rows: z
      .array(z.array(cell).min(1).max(limits.dataTable.columns))
      .min(limits.dataTable.minRows)
      .max(limits.dataTable.rows),
    page_size: z.int().min(1).max(limits.dataTable.pageSize).optional(),
    row_header_column_index: z.int().min(0).optional(),
    ...identified,
  })
  .superRefine(({ rows, row_header_column_index: named = 0 }, ctx) => {
    const columns = rows[0]?.length ?? 0
    const refuse = (message: string, path: (string | number)[]) => ctx.addIssue({ code: 'custom', message, path })
    for (const [i, row] of rows.entries()) {
      if (row.length !== columns) refuse('all rows must have the same number of cells', ['rows', i])
    }
    for (const [i, head] of (rows[0] ?? []).entries()) {
      if (head.type === 'rich_text') refuse('header cells must not be rich_text', ['rows', 0, i])
    }
    if (named >= columns) refuse('row_header_column_index is not a column', ['row_header_column_index'])
  })
