import { type Counted, type RawRow, rawRows } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

export interface LeadRow extends Counted {
  readonly row: RawRow
  /** When something happened to it, if it had by then. */
  at(
    moment: 'created_at' | 'mql_at' | 'sql_at' | 'first_touch_at' | 'converted_at' | 'disqualified_at',
    asOf: number,
  ): number | null
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readLeads(ssot: Ssot, directory: Directory): Promise<LeadRow[]> {
  return (await rawRows(ssot, 'leads')).map((row) => ({
    row,
    dims: {
      ...directory.dims(null, text(row.owner_id)),
      segment: text(row.segment),
      region: text(row.region),
      source: text(row.source),
    },
    people: [text(row.owner_id)],
    at(moment, asOf) {
      const value = row[moment]
      return typeof value === 'number' && value < asOf ? value : null
    },
  }))
}
