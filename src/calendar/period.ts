import type { Temporal } from 'temporal-polyfill'

/** A calendar unit. Quarters, halves and years are the company's fiscal ones unless a period says otherwise. */
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'

/** Half-open calendar days in the company's time zone. */
export interface Period {
  readonly from: Temporal.PlainDate
  /** Exclusive: the day after the last one. */
  readonly to: Temporal.PlainDate
  /** 'span' = a number of days that is no calendar unit (the last 28 days, or two dates given by hand). */
  readonly grain: Grain | 'span'
  /** How many grains it covers (the last 4 quarters = 4); for a 'span' its number of days. */
  readonly count: number
  /**
   * Whether a quarter, half or year follows the company's fiscal year. Always false for shorter grains, and for a
   * company whose fiscal year starts in January: there the two are the same period, so they must compare as equal.
   */
  readonly fiscal: boolean
}
