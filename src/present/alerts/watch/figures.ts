import type { Context } from '../../../define/context.ts'
import type { Watch } from '../../../define/rule.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { addUp } from './additive.ts'
import { bucketed } from './buckets.ts'
import { direct } from './direct.ts'
import { findRestless } from './restless.ts'
import type { Figures } from './series.ts'
import { isStock, stockFigures } from './stocks.ts'

/** Reads the figures of a rule's windows, of the company or by a dimension: from many instants at once where that can be. */
export function figuresReader(
  context: Context,
  watch: Watch,
  windows: readonly TimeWindow[],
  moments: number,
): (by: string | undefined) => Promise<Figures> {
  const { metric } = watch
  if (moments > 1 && addUp(context, metric, windows)) {
    const restless = findRestless(context, metric, windows)
    return (by) => bucketed(context, metric, watch, windows, by, restless)
  }
  if (moments > 1 && isStock(metric)) return (by) => stockFigures(context, metric, watch, windows, by)
  return (by) => direct(context, metric, watch, windows, by)
}
