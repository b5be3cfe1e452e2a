import type { Reading } from '../../../define/reading.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'

/** Figures of windows, series by series. */
export interface Figures {
  /** Keys of all series that some window has, with what a person reads. */
  readonly series: ReadonlyMap<string | null, string>
  sample(key: string | null, window: TimeWindow): Sample | undefined
}

export const seriesOf = ({ keys }: Reading, by: string | undefined): string | null =>
  by === undefined ? null : (keys[0] ?? null)

export const labelOf = (reading: Reading, by: string | undefined): string =>
  by === undefined ? '' : (reading.by[by] ?? '')
