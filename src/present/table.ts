import { context as contextBlock } from '../blocks/build.ts'
import { cellText, dataTable } from '../blocks/table.ts'
import type { Block } from '../blocks/types.ts'
import type { Cell } from '../blocks/types-table.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from './words.ts'

export interface Listed {
  readonly caption: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | Cell)[])[]
  /** Characters of JSON it may take of the message's 15,500. */
  readonly budget?: number
  /** Rows on a page; 10 by default. */
  readonly pageSize?: number
}

/** A table of as many rows as a message can carry, and how many it leaves out. */
export function listTable({ caption, header, rows, budget = 8_000, pageSize = 10 }: Listed, locale: Locale): Block[] {
  const linkless = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : unlinked(cell))))
  const most = within(linkless, budget)
  const linked = within(rows, budget)
  // Rows are what was asked for: links give way to them.
  const shown = linked.length < most.length ? most : linked
  const table = dataTable({ caption, header, rows: shown, pageSize })
  if (!table) return []
  const rest = rows.length - shown.length
  return rest > 0 ? [table, contextBlock([say[locale](rest)])] : [table]
}

type Row = Listed['rows'][number]

function within(rows: readonly Row[], budget: number): readonly Row[] {
  let left = budget
  return rows.slice(0, mostRows).filter((row) => {
    left -= JSON.stringify(dataTable({ caption: '', header: [], rows: [row] })?.rows[1] ?? []).length
    return left >= 0
  })
}

const unlinked = (cell: Cell): string | Cell => (cell.type === 'rich_text' ? cellText(cell) : cell)

/** Slack's own limit, the header aside. */
const mostRows = 200

const say = bilingual({
  en: (n: number) => `… and ${n} more`,
  ja: (n) => `…ほか${n}件`,
})
