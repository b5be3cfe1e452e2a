import { type Counted, type RawRow, rawRows } from './reference.ts'
import type { Ssot } from './ssot.ts'

/** Accounts and people of the sample company, and the values that its breakdowns can have. */
export interface Directory {
  readonly users: ReadonlyMap<string, RawRow>
  readonly accounts: ReadonlyMap<string, RawRow>
  readonly dimensions: Readonly<Record<string, readonly string[]>>
  /** How rows of an account, sold by somebody, are broken down. */
  dims(account: string | null, owner: string | null): Record<string, string | null>
  /** What is an account's own: its owner's and its CSM's. */
  ofAccount(account: string | null): Counted
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))
export const byId = (rows: readonly RawRow[]): Map<string, RawRow> => new Map(rows.map((row) => [String(row.id), row]))

export async function readDirectory(ssot: Ssot): Promise<Directory> {
  const [users, accounts] = [byId(await rawRows(ssot, 'users')), byId(await rawRows(ssot, 'accounts'))]
  const valuesOf = (rows: ReadonlyMap<string, RawRow>, column: string): string[] => [
    ...new Set([...rows.values()].flatMap((row) => text(row[column]) ?? [])),
  ]
  const dims: Directory['dims'] = (account, owner) => {
    const [of, by] = [accounts.get(account ?? ''), users.get(owner ?? '')]
    return { owner: text(by?.name), team: text(by?.team), segment: text(of?.segment), region: text(of?.region) }
  }
  return {
    users,
    accounts,
    dims,
    dimensions: {
      owner: valuesOf(users, 'name'),
      team: valuesOf(users, 'team'),
      segment: valuesOf(accounts, 'segment'),
      region: valuesOf(accounts, 'region'),
    },
    ofAccount(account) {
      const row = accounts.get(account ?? '')
      const owner = text(row?.owner_id)
      return { dims: dims(account, owner), people: [owner, text(row?.csm_id)] }
    },
  }
}
