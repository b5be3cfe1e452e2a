import type { Person } from '../../src/ssot/people.ts'
import type { Row, Rows } from '../support/rows.ts'

/**
 * Who may see which row, told a second time and independently of the product: a deal belongs to whoever owns it or owned
 * it, and to its account's CSM; an account, and what hangs on it, to its owner and CSM; leads, activities, targets and
 * forecasts to their owner. Costs, traffic and the company's targets belong to nobody in particular.
 */
export interface Planted {
  readonly rows: Rows
  /** Whose records may be seen, for error messages. */
  readonly sees: string
}

/** Larger than any figure of rows that may be seen, whatever they are divided by or added up to. */
const hugest = 2_000_000_000
/** Copies of rows that may not be seen: a count that takes them in is larger than all that may be seen. */
export const crowd = 120

const huge = <R extends object>(row: R, column: keyof R): R => ({ ...row, [column]: hugest })
const named = <R extends { readonly id?: unknown }>(row: R): R => ({ ...row, name: `Canary ${String(row.id)}` })
const list = <T>(rows: readonly T[] | undefined): readonly T[] => rows ?? []

/** The rows with canaries in all that somebody who sees the records of these people may not see. */
export function plantFor(rows: Rows, ids: ReadonlySet<string>): Planted {
  const has = (id: unknown): boolean => typeof id === 'string' && ids.has(id)
  const accounts = new Map(list(rows.accounts).map((each) => [each.id, each]))
  const ownAccount = (id: unknown): boolean => {
    const account = accounts.get(String(id))
    return has(account?.owner_id) || has(account?.csm_id)
  }
  const owners = new Map<unknown, unknown[]>()
  for (const { opportunity_id, owner_id } of list(rows.opportunity_history)) {
    owners.set(opportunity_id, [...(owners.get(opportunity_id) ?? []), owner_id])
  }
  const deals = new Map(list(rows.opportunities).map((each) => [each.id, each]))
  const ownDeal = (id: unknown): boolean => {
    const deal = deals.get(String(id))
    return [deal?.owner_id, ...(owners.get(id) ?? [])].some(has) || has(accounts.get(String(deal?.account_id))?.csm_id)
  }
  const ownLead = ({ owner_id }: Row<'leads'>): boolean => has(owner_id)
  // An account's name stands beside every deal, lead and activity of it that may be seen.
  const seenAccounts = new Set<unknown>([
    ...[...accounts.keys()].filter(ownAccount),
    ...[...deals.values()].filter(({ id }) => ownDeal(id)).map(({ account_id }) => account_id),
    ...list(rows.leads)
      .filter(ownLead)
      .map(({ account_id }) => account_id),
    ...list(rows.activities)
      .filter(({ user_id }) => has(user_id))
      .map(({ account_id }) => account_id),
  ])
  const byAccount = <R extends { readonly account_id?: unknown }>(all: readonly R[] | undefined, column: keyof R) =>
    list(all).map((row) => (ownAccount(row.account_id) ? row : huge(row, column)))
  const strangers = [...deals.values()].filter(({ id }) => !ownDeal(id))
  const copies = Array.from({ length: strangers.length > 0 ? crowd : 0 }, (_, i) => strangers[i % strangers.length])
  const strangeLeads = list(rows.leads).filter((lead) => !ownLead(lead))
  return {
    sees: [...ids].join(' '),
    rows: {
      ...rows,
      accounts: list(rows.accounts).map((each) => (seenAccounts.has(each.id) ? each : named(each))),
      opportunities: [
        ...list(rows.opportunities).map((each) => (ownDeal(each.id) ? each : named(huge(each, 'amount')))),
        ...copies.flatMap((each, i) => (each ? [named({ ...huge(each, 'amount'), id: `copy ${i}` })] : [])),
      ],
      opportunity_history: list(rows.opportunity_history).map((each) =>
        ownDeal(each.opportunity_id) ? each : huge(each, 'amount'),
      ),
      leads: [
        ...list(rows.leads),
        ...Array.from({ length: strangeLeads.length > 0 ? crowd : 0 }, (_, i) => ({
          ...strangeLeads[i % strangeLeads.length],
          id: `lead copy ${i}`,
        })),
      ],
      subscriptions: byAccount(rows.subscriptions, 'mrr'),
      revenue: byAccount(rows.revenue, 'amount'),
      targets: list(rows.targets).map((each) => (has(each.owner_id) ? each : huge(each, 'value'))),
      forecasts: list(rows.forecasts).map((each) => (has(each.owner_id) ? each : huge(each, 'amount'))),
      costs: list(rows.costs).map((each) => huge(each, 'amount')),
      web_traffic: list(rows.web_traffic).map((each) => huge(each, 'sessions')),
    },
  }
}

/** The same for who sees totals only: no name of a deal, nor of an account but those of leads, nor of anybody else. */
export function plantNames(rows: Rows, who: Pick<Person, 'id'>): Planted {
  const open = new Set<unknown>([who.id])
  for (const { account_id } of list(rows.leads)) open.add(account_id)
  const unlessOpen = <R extends { readonly id?: unknown }>(row: R): R => (open.has(row.id) ? row : named(row))
  return {
    sees: 'totals',
    rows: {
      ...rows,
      users: list(rows.users).map(unlessOpen),
      accounts: list(rows.accounts).map(unlessOpen),
      opportunities: list(rows.opportunities).map(named),
    },
  }
}
