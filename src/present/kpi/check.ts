import type { Context } from '../../define/context.ts'
import { inOwnWords } from '../breakdowns.ts'
import { isDrawn } from './command.ts'
import type { KpiArgs } from './parse.ts'
import { checkSeveral } from './several.ts'
import { checkTable } from './table.ts'
import { hasNoPast, noPast, windowsFor } from './windows.ts'

/**
 * Refuses a question as its answer would, without reading anything: whoever saves a form waits three seconds at most. Whether
 * a filter's value is there is only known when it is asked.
 */
export function checkKpi(context: Context, args: KpiArgs): void {
  const { metrics, where } = args
  const [metric, ...others] = metrics
  if (!metric) return
  try {
    if (others.length > 0) checkSeveral(context, args)
    else if (metric.kind === 'table') checkTable(context, metric, args)
    else if (hasNoPast(metric) && isDrawn(windowsFor(context, metric, args)[0], args)) throw noPast(context, metric)
    const by = metric.kind === 'table' ? [metric.by] : args.by
    context.statements({ metrics, windows: (each) => windowsFor(context, each, args), by, where })
  } catch (error) {
    throw inOwnWords(error, context, `kpi ${context.catalog.idOf(metric) ?? ''}`, `kpi ${args.typed}`)
  }
}
