import type { ListedColumn } from '../../ssot/fact.ts'
import type { Raw } from './cells.ts'

/**
 * The cells of a deal without its account's name in front of its own, as many CRMs write it: the account has a column
 * beside. A name that is only the account's stays.
 */
export function besideAccount(columns: readonly ListedColumn[], cells: readonly Raw[]): readonly Raw[] {
  const deal = columns.findIndex(({ id }) => id === 'opportunity')
  const account = cells[columns.findIndex(({ id }) => id === 'account')]
  return cells.map((cell, i) =>
    i === deal && typeof cell === 'string' && typeof account === 'string' ? shorter(cell, account) : cell,
  )
}

function shorter(name: string, account: string): string {
  if (!name.startsWith(account)) return name
  const rest = /^\s*[–—:/|-]\s*(?<rest>\S.*)$/u.exec(name.slice(account.length))?.groups?.rest
  return rest ?? name
}
