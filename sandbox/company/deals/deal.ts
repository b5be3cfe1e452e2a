import type { Account } from '../accounts.ts'
import type { Day, Instant } from '../days.ts'
import type { Change } from '../life.ts'
import type { Stage } from '../stages.ts'

export type DealType = 'new' | 'expansion' | 'cross_sell' | 'renewal'

/** What is decided about a deal before it is played out. */
export interface DealPlan {
  readonly account: Account
  readonly type: DealType
  readonly created: Instant
  readonly sourcedBy: 'marketing' | 'sales' | 'partner' | 'cs'
  readonly source: string
  readonly campaign: string | null
  readonly product: string
  /** Yen a year at the first guess. */
  readonly amount: number
  readonly won: boolean
  /** About when it closes, before anything holds it up. */
  readonly closeDay: Day
}

/** A stop in a stage. */
export interface Visit {
  readonly stage: Stage
  readonly at: Instant
}

/** A deal from first to last day. `id` is given once all deals are known and in order. */
export interface Deal extends DealPlan {
  id: string
  readonly visits: readonly Visit[]
  /** The last close. */
  readonly closed: Instant
  readonly finalAmount: number
  /** Every change of the row but those of `last_activity_at`. */
  readonly changes: Change<'opportunities'>[]
}
