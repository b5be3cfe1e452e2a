import type { TableBlock } from '../../../../src/blocks/types-table.ts'
import { Listed } from '../listed.ts'
import { CellView } from './cell.tsx'

export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...body] = block.rows
  const alignment = (column: number) => block.column_settings?.[column]?.align ?? 'left'
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            <Listed items={head}>
              {(cell, column) => (
                <th className={alignment(column)}>
                  <CellView cell={cell} />
                </th>
              )}
            </Listed>
          </tr>
        </thead>
        <tbody>
          <Listed items={body}>
            {(row) => (
              <tr>
                <Listed items={row}>
                  {(cell, column) => (
                    <td className={alignment(column)}>
                      <CellView cell={cell} />
                    </td>
                  )}
                </Listed>
              </tr>
            )}
          </Listed>
        </tbody>
      </table>
    </div>
  )
}
