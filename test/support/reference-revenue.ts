import { type Counted, type RawRow, rawRows } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

export interface RevenueRow extends Counted {
  readonly day: string
  readonly amount: number
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readRevenue(ssot: Ssot, directory: Directory): Promise<RevenueRow[]> {
  return (await rawRows(ssot, 'revenue')).map((row) => {
    const account = directory.accounts.get(String(row.account_id))
    return {
      day: String(row.recognized_on),
      amount: Number(row.amount),
      dims: { ...directory.dims(text(row.account_id), text(account?.owner_id)), product: text(row.product) },
      people: [text(account?.owner_id), text(account?.csm_id)],
    }
  })
}
