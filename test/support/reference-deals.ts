import { type Counted, groupBy, type RawRow, rawRows } from './reference.ts'
import { byId, type Directory } from './reference-people.ts'
import type { Ssot } from './ssot.ts'

/** An opportunity as it stood at an instant, told from its versions alone. */
export interface DealThen extends Counted {
  readonly id: string
  readonly account: string
  readonly type: string
  readonly created: number
  readonly stage: RawRow
  readonly outcome: 'open' | 'won' | 'lost'
  /** When it had last been closed, by the change of its stage. */
  readonly closed: number | null
  readonly amount: number | null
  readonly closeDate: string | null
  readonly category: string | null
  readonly row: RawRow
  readonly versions: readonly RawRow[]
}

export interface Deals {
  /** As they stood just before the instant; a closed one is its closer's, an open one its owner's. */
  at(instant: number): DealThen[]
  readonly stages: ReadonlyMap<string, RawRow>
}

const number = (value: RawRow[string] | undefined): number | null => (value == null ? null : Number(value))
const string = (value: RawRow[string] | undefined): string | null => (value == null ? null : String(value))

export async function readDeals(ssot: Ssot, directory: Directory): Promise<Deals> {
  const rows = await rawRows(ssot, 'opportunities')
  const stages = byId(await rawRows(ssot, 'stages'))
  const versions = groupBy(await rawRows(ssot, 'opportunity_history'), (row) => String(row.opportunity_id))
  for (const each of versions.values()) each.sort((a, b) => Number(a.valid_from) - Number(b.valid_from))
  const known = new Map<number, DealThen[]>()

  function dealAt(row: RawRow, instant: number): DealThen | undefined {
    const all = versions.get(String(row.id)) ?? []
    const past = all.filter((version) => Number(version.valid_from) < instant)
    const now = past.at(-1) ?? all[0]
    const stage = stages.get(String(now?.stage_id))
    if (!now || !stage || Number(row.created_at) >= instant) return undefined
    const outcomes = past.map((version) => stages.get(String(version.stage_id))?.outcome)
    const turn = outcomes.findLastIndex((outcome, i) => outcome !== 'open' && outcomes[i - 1] !== outcome)
    const closing = stage.outcome === 'open' ? undefined : past[turn]
    const owner = string((closing ?? now).owner_id)
    const account = String(row.account_id)
    return {
      id: String(row.id),
      account,
      type: string(row.type) ?? 'new',
      created: Number(row.created_at),
      stage,
      outcome: stage.outcome as DealThen['outcome'],
      closed: closing ? Number(closing.valid_from) : null,
      amount: number(now.amount),
      closeDate: string(now.close_date),
      category: string(now.forecast_category),
      row,
      versions: all,
      dims: directory.dims(account, owner),
      people: [owner, string(directory.accounts.get(account)?.csm_id)],
    }
  }

  return {
    stages,
    at(instant) {
      const found = known.get(instant) ?? rows.flatMap((row) => dealAt(row, instant) ?? [])
      known.set(instant, found)
      return found
    },
  }
}

/** Closed in the period, as known at `asOf`. */
export const closedIn = (deals: readonly DealThen[], from: number, until: number): DealThen[] =>
  deals.filter(({ closed }) => closed !== null && closed >= from && closed < until)

/** Deals as they count towards a target or a forecast: for their owner, whoever looks after the account. */
export const credited = (deals: readonly DealThen[]): DealThen[] =>
  deals.map((deal) => ({ ...deal, people: deal.people.slice(0, 1) }))
