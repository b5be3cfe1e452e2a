import { format } from 'sql-formatter'
import type { Sql } from '../ssot/sql.ts'
import { compact } from './compact.ts'

/** A statement with its values in place, as somebody would type it into a console: for reading, never for running. */
export function readable(query: Sql): string {
  const { text, values } = query
  const whole = text.replaceAll(/\$(\d+)/g, (_, position: string) => literal(values[Number(position) - 1]))
  try {
    return compact(format(whole, { language: 'postgresql', keywordCase: 'lower', tabWidth: 2, expressionWidth: 100 }))
  } catch {
    // What the formatter cannot read, a person still can.
    return whole
  }
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`
  return `'${String(value).replaceAll("'", "''")}'`
}
