import type { Context } from '../../define/context.ts'
import type { MessageFile } from '../../define/message.ts'
import type { TimeWindow } from '../../query/window.ts'
import type { Part } from './answer.ts'
import { csvCell } from './cells.ts'
import { csvOf } from './csv.ts'
import { sideLabel } from './words.ts'

/**
 * All rows as one CSV file: the columns of contributions sum to the answer's numerator and denominator, or its value.
 * The parts of a formula follow each other, each under a header of its own, told apart by the first column.
 */
export function fileOf(context: Context, id: string, { period }: TimeWindow, parts: readonly Part[]): MessageFile {
  const { locale } = context
  const rows = parts.flatMap(({ metric, behind }) => {
    const { columns, sides } = behind
    const lead = parts.length > 1 ? [metric.label[locale]] : []
    return [
      [...lead, ...columns.map(({ label }) => label[locale]), ...sides.map((side) => sideLabel(side, metric, locale))],
      ...behind.rows.map(({ cells, adds }) => [
        ...lead,
        ...columns.map((column, i) => csvCell(context, column, cells[i] ?? null)),
        ...sides.map((side) => adds[side] ?? 0),
      ]),
    ]
  })
  const name = `${id.replaceAll(/[^\p{L}\p{N}]+/gu, '_').replace(/_$/, '')}_${period.from}_${period.to.subtract({ days: 1 })}.csv`
  return { name, title: name, content: csvOf(rows) }
}
