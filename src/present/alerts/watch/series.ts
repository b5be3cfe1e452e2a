import type { Metric } from '../../../define/metric.ts'
import type { Reading } from '../../../define/reading.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { daysOf } from './spans.ts'

/** Figures of windows, series by series. */
export interface Figures {
  /** Keys of all series that some window has, with what a person reads. */
  readonly series: ReadonlyMap<string | null, string>
  sample(key: string | null, window: TimeWindow): Sample | undefined
}

/** The key of a part; null for the company, and for a part without a name. An empty one is none: '' is the company's series. */
export const seriesOf = ({ keys }: Reading, by: string | undefined): string | null =>
  by === undefined ? null : keys[0] || null

/** What a window says of a series that is known from others: a sum of nothing is 0, a share of nothing has no value. */
export const noRows = ({ kind }: Metric, window: TimeWindow): Sample => ({
  value: kind === 'sum' ? 0 : null,
  n: 0,
  numerator: kind === 'sum' || kind === 'ratio' ? 0 : null,
  denominator: kind === 'ratio' ? 0 : null,
  days: daysOf(window),
})

export const labelOf = (reading: Reading, by: string | undefined): string =>
  by === undefined ? '' : (reading.by[by] ?? '')

export const sampleOf = ({ value, n, numerator, denominator, reason }: Reading, window: TimeWindow): Sample => ({
  value,
  n,
  numerator,
  denominator,
  days: daysOf(window),
  ...(reason === 'target_met' ? { met: true } : {}),
})
