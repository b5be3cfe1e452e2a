import { cellText } from '../../../../src/blocks/table.ts'
import type { Cell } from '../../../../src/blocks/types-table.ts'
import { withEmoji } from './emoji.ts'
import { RichText } from './rich-text.tsx'

export function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : withEmoji(cell.text)
}

/** What a cell sorts by: its number, else its text. */
export function sortValue(cell: Cell | undefined): number | string {
  if (cell?.type === 'raw_number') return cell.value
  return cell ? cellText(cell) : ''
}

/** Numbers stand to the right when the whole column is numbers or blanks. */
export function isNumeric(rows: readonly (readonly Cell[])[], column: number): boolean {
  const cells = rows.slice(1).map((row) => row[column])
  const blank = (cell: Cell | undefined) => cell?.type === 'raw_text' && /^[–—-]?$/.test(cell.text)
  return (
    cells.some((cell) => cell?.type === 'raw_number') &&
    cells.every((cell) => cell?.type === 'raw_number' || blank(cell))
  )
}
