import type { Temporal } from 'temporal-polyfill'
import type { Period } from '../calendar/period.ts'

/** What a figure of the whole company over a closed period was when it was first told. */
export interface FirstReported {
  /** The KPI's id. */
  readonly metric: string
  /** The period, half-open days (ISO). */
  readonly from: string
  readonly to: string
  /** A hash of what the figure meant: figures of two definitions are not compared. */
  readonly definition: string
  readonly value: number
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  /** Business time. */
  readonly reportedAt: Temporal.Instant
  /** The oldest sync of what it rests on; null where nothing says. */
  readonly syncedAt: Temporal.Instant | null
}

/** Where first figures are kept. */
export interface FirstReports {
  /** What is kept of these KPIs for these periods; nothing where it cannot be read. */
  find(metrics: readonly string[], periods: readonly Pick<Period, 'from' | 'to'>[]): Promise<readonly FirstReported[]>
  /** Figures that are kept. */
  count(): Promise<number>
}
