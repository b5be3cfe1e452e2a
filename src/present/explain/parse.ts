import type { Context } from '../../define/context.ts'
import { type AboutKpi, parseAboutKpi } from '../kpi/about.ts'

export interface ExplainQuestion extends AboutKpi {
  /** The whole SQL as a file, in a direct message. */
  readonly sql: boolean
}

/** `<kpi> [period] [by …] [where …] [sql]`; a last word `sql` after the KPI asks for the file. */
export function parseExplain(words: readonly string[], context: Context): ExplainQuestion {
  const sql = words.length > 1 && /^sql$/i.test(words.at(-1) ?? '')
  const asked = sql ? words.slice(0, -1) : words
  return { ...parseAboutKpi(asked, context, 'explain'), sql }
}
