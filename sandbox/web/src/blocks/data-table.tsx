import { useContext, useState } from 'react'
import type { Cell, DataTableBlock } from '../../../../src/blocks/types-table.ts'
import { FrameContext } from '../frame-words.ts'
import { Listed } from '../listed.ts'
import { CellView, isNumeric, sortValue } from './cell.tsx'

/** A table that sorts by a click on a column's head, and turns pages. */
export function DataTable({ block }: { block: DataTableBlock }) {
  const [order, setOrder] = useState<{ column: number; down: boolean } | null>(null)
  const [page, setPage] = useState(0)
  const say = useContext(FrameContext)
  const [head = [], ...body] = block.rows
  const size = block.page_size ?? 5
  const pages = Math.ceil(body.length / size)
  const rows = (order ? sorted(body, order.column, order.down) : body).slice(page * size, (page + 1) * size)
  const named = block.row_header_column_index ?? 0

  const sortBy = (column: number) => {
    setOrder({ column, down: order?.column === column ? !order.down : isNumeric(block.rows, column) })
    setPage(0)
  }
  return (
    <div className="table-frame">
      <table className="data">
        <caption>
          <span>{block.caption}</span>
        </caption>
        <thead>
          <tr>
            <Listed items={head}>
              {(cell, column) => {
                const direction = order?.column === column ? (order.down ? 'descending' : 'ascending') : 'none'
                return (
                  <th className={isNumeric(block.rows, column) ? 'right' : ''} aria-sort={direction}>
                    <button type="button" className="sort" onClick={() => sortBy(column)}>
                      <CellView cell={cell} />
                      <span aria-hidden="true">{{ ascending: ' ↑', descending: ' ↓', none: '' }[direction]}</span>
                    </button>
                  </th>
                )
              }}
            </Listed>
          </tr>
        </thead>
        <tbody>
          <Listed items={rows}>
            {(row) => (
              <tr>
                <Listed items={row}>
                  {(cell, column) => {
                    const Tag = column === named ? 'th' : 'td'
                    return (
                      <Tag className={isNumeric(block.rows, column) ? 'right' : ''}>
                        <CellView cell={cell} />
                      </Tag>
                    )
                  }}
                </Listed>
              </tr>
            )}
          </Listed>
        </tbody>
      </table>
      {pages > 1 && (
        <nav className="pager" aria-label="Pages">
          <button type="button" className="turn" disabled={page === 0} onClick={() => setPage(page - 1)}>
            ‹ {say.previous}
          </button>
          <span>{say.shown(`${page * size + 1}–${Math.min((page + 1) * size, body.length)}`, body.length)}</span>
          <button type="button" className="turn" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
            {say.next} ›
          </button>
        </nav>
      )}
    </div>
  )
}

function sorted(rows: readonly (readonly Cell[])[], column: number, down: boolean): (readonly Cell[])[] {
  return rows.toSorted((a, b) => {
    const [left, right] = [sortValue(a[column]), sortValue(b[column])]
    const difference =
      typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right))
    return down ? -difference : difference
  })
}
