import { type Counted, groupBy, type RawRow, rawRows, sumOf } from './reference.ts'
import type { Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

export interface Span {
  readonly id: string
  readonly account: string
  readonly product: string | null
  readonly mrr: number
  readonly from: string
  /** Exclusive. */
  readonly to: string | null
  readonly termEnds: string | null
  readonly row: RawRow
}

/** What an account pays on one day, by the company's own subscriptions. */
export interface Payer extends Counted {
  readonly account: string
  readonly mrr: number
}

export interface Subscriptions {
  readonly spans: readonly Span[]
  activeOn(day: string): Span[]
  /** Accounts whose spans of the day add up to something. */
  payersOn(day: string): Payer[]
  counted(account: string): Counted
}

const text = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readSubscriptions(ssot: Ssot, directory: Directory): Promise<Subscriptions> {
  const spans = (await rawRows(ssot, 'subscriptions')).map(
    (row): Span => ({
      id: String(row.id),
      account: String(row.account_id),
      product: text(row.product),
      mrr: Number(row.mrr),
      from: String(row.started_on),
      to: text(row.ended_on),
      termEnds: text(row.term_ends_on),
      row,
    }),
  )
  const activeOn = (day: string): Span[] => spans.filter(({ from, to }) => from <= day && (to === null || day < to))
  const counted = (account: string): Counted => directory.ofAccount(account)
  return {
    spans,
    activeOn,
    counted,
    payersOn: (day) =>
      [...groupBy(activeOn(day), ({ account }) => account)]
        .map(([account, rows]) => ({ account, mrr: sumOf(rows.map(({ mrr }) => mrr)), ...counted(account) }))
        .filter(({ mrr }) => mrr > 0),
  }
}
