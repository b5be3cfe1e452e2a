import { type Asked, daysBetween, type RawRow, rawRows, sumOf } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

/** Whose target: nobody's named (the company), a person by name, or a team. */
export type Quota = (
  question: Asked,
  whose: { readonly owner?: string | null; readonly team?: string | null },
) => number | null

/** The row of exactly the period, else the sum of whole quarters where they fill it. */
export async function readQuotas(ssot: Ssot, directory: Directory): Promise<Quota> {
  const rows = (await rawRows(ssot, 'targets')).filter(({ metric }) => metric === 'bookings')
  const nameOf = (row: RawRow): string | null => {
    const name = directory.users.get(String(row.owner_id))?.name
    return name == null ? null : String(name)
  }
  return ({ fromDay, toDay }, { owner, team }) => {
    if (owner === null || team === null) return null
    const own = rows.filter((row) => {
      if (owner !== undefined) return nameOf(row) === owner
      return row.owner_id === null && (team === undefined ? row.team === null : row.team === team)
    })
    const inside = own.filter((row) => String(row.period_start) >= fromDay && String(row.period_end) <= toDay)
    const exact = inside.find((row) => row.period_start === fromDay && row.period_end === toDay)
    if (exact) return Number(exact.value)
    const lengthOf = (row: RawRow): number => daysBetween(String(row.period_start), String(row.period_end))
    const quarters = inside.filter((row) => lengthOf(row) > 80)
    if (sumOf(quarters.map(lengthOf)) !== daysBetween(fromDay, toDay)) return null
    return sumOf(quarters.map((row) => Number(row.value)))
  }
}
