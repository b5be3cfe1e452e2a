import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import { windowKey } from '../../../query/plan.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { type Figures, labelOf, noRows, sampleOf, seriesOf } from './series.ts'

/** Windows of one statement: each is a pass of its own, and one statement must not run into its time-out. */
const most = 24

/** Figures of windows as each is seen from its own instant. */
export async function direct(
  context: Context,
  metric: Metric,
  { where = [] }: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const windows = [...new Map(wanted.map((window) => [windowKey(window), window])).values()]
  const series = new Map<string | null, string>()
  const samples = new Map<string, Sample>()
  for (let from = 0; from < windows.length; from += most) {
    const some = windows.slice(from, from + most)
    const ask = { metrics: [metric], windows: some, where, ...(by === undefined ? {} : { by: [by] }) }
    const readings = await context.read(ask)
    some.forEach((window, i) => {
      for (const reading of readings.of(metric, i)) {
        if (reading.reason === 'not_connected') continue
        const key = seriesOf(reading, by)
        series.set(key, labelOf(reading, by))
        samples.set(`${key ?? ''} ${windowKey(window)}`, sampleOf(reading, window))
      }
    })
  }
  // A part that is in another statement's windows has nothing in these; of a state, it is not there.
  const state = metric.kind !== 'formula' && metric.kind !== 'table' && metric.fact.time === 'state'
  const absent = (key: string | null, window: TimeWindow): Sample | undefined =>
    state || !series.has(key) ? undefined : noRows(metric, window)
  return { series, sample: (key, window) => samples.get(`${key ?? ''} ${windowKey(window)}`) ?? absent(key, window) }
}
