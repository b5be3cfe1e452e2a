import { type Asked, type Counted, dayOf, type RawRow, rawRows } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

/** An amount that belongs to a calendar day: revenue, a cost. */
export interface Entry extends Counted {
  readonly day: string
  readonly amount: number
  readonly row: RawRow
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readRevenue(ssot: Ssot, directory: Directory): Promise<Entry[]> {
  return (await rawRows(ssot, 'revenue')).map((row) => {
    const account = directory.accounts.get(String(row.account_id))
    return {
      day: String(row.recognized_on),
      amount: Number(row.amount),
      row,
      dims: { ...directory.dims(text(row.account_id), text(account?.owner_id)), product: text(row.product) },
      people: [text(account?.owner_id), text(account?.csm_id)],
    }
  })
}

/** Costs are nobody's own. */
export async function readCosts(ssot: Ssot): Promise<Entry[]> {
  return (await rawRows(ssot, 'costs')).map((row) => ({
    day: String(row.day),
    amount: Number(row.amount),
    row,
    dims: { channel: text(row.channel), campaign: text(row.campaign_id) },
    people: [],
  }))
}

/** Of the period's days, those that have begun by `asOf`. */
export const datedIn = (entries: readonly Entry[], { fromDay, toDay, asOf }: Asked): Entry[] =>
  entries.filter(({ day }) => day >= fromDay && day < toDay && day <= dayOf(asOf - 1))
