import type { BenchRow } from './row.ts'

/** The report as aligned text: name, measured, target, and whether it was met. */
export function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, value, target, met }) => [name, value, target, met ? 'met' : 'NOT MET'])
  const all = [['', 'measured', 'target', ''], ...cells]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  const text = (line: readonly string[]): string =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return all.map(text).join('\n')
}
