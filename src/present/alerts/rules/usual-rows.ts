import { median } from 'simple-statistics'
import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import { UserError } from '../../../errors.ts'
import { measure } from '../watch/measure.ts'
import { overChoices } from './choices.ts'
import { defaultValues } from './form-values.ts'

/** More is seldom needed, and tests of confidence see to the rest. */
const most = 30

/**
 * The least rows that a new rule asks for: half of what its groups have as a rule over the days that its form begins with, so
 * that it can fire at all. Undefined where nothing is known of them.
 */
export async function usualRows(context: Context, metric: Metric, by: string | undefined): Promise<string | undefined> {
  const over = overChoices[defaultValues(context.locale).over ?? '']
  if (!over || metric.kind === 'table' || (by !== undefined && !context.dimensions(metric).includes(by)))
    return undefined
  const watch = { metric, over, atLeast: 1, conditions: [{ kind: 'level', below: 0, clears: 0 }] } as const
  try {
    const [series = []] = await measure(context, { ...watch, ...(by === undefined ? {} : { by }) }, [context])
    const rows = series.map(({ now }) => now.n).filter((n) => n > 0)
    if (rows.length === 0) return undefined
    return String(Math.min(most, Math.max(1, Math.floor(median(rows) / 2))))
  } catch (error) {
    // What may not be read is refused when the form is sent.
    if (error instanceof UserError) return undefined
    throw error
  }
}
