import { type Counted, type RawRow, rawRows } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

/** A row of an account's: a ticket, an answer to a survey. */
export interface ServiceRow extends Counted {
  readonly row: RawRow
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

/** Tickets or survey responses, as known today: their account's segment, owner and CSM. */
export const readService = async (
  ssot: Ssot,
  directory: Directory,
  relation: 'tickets' | 'survey_responses',
): Promise<ServiceRow[]> =>
  (await rawRows(ssot, relation)).map((row) => {
    const own = directory.ofAccount(text(row.account_id))
    return { row, ...own, dims: { ...own.dims, priority: text(row.priority) } }
  })

/** An instant of a row, if it lies in the period and had happened by then. */
export const momentIn = (
  { row }: { readonly row: RawRow },
  column: string,
  { from, to, asOf }: { readonly from: number; readonly to: number; readonly asOf: number },
): number | null => {
  const at = row[column]
  return typeof at === 'number' && at >= from && at < to && at < asOf ? at : null
}
