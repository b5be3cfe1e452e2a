import type { ChartSpec } from '../blocks/chart.ts'
import type { Block } from '../blocks/types.ts'
import type { Reading } from './reading.ts'

/** Stands where a chart goes until it is known whether the place can carry a picture, a native chart or only text. */
export interface ChartBlock {
  readonly type: 'chart'
  /** Index into the message's `charts`. */
  readonly chart: number
}

export type MessageBlock = Block | ChartBlock

/** An answer or a post, before it is fitted to where it goes. */
export interface Message {
  /** The notification, the screen reader's version and the fallback: it reads well on its own. */
  readonly text: string
  readonly blocks: readonly MessageBlock[]
  readonly charts: readonly ChartSpec[]
  readonly readings: readonly Reading[]
}
