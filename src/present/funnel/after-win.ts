import { section } from '../../blocks/build.ts'
import type { Block } from '../../blocks/types.ts'
import { sameLastYear } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Reading } from '../../define/reading.ts'
import { expandedAfterWin, retainedAfterWin } from '../../metrics/measures/after-win.ts'
import type { Filter } from '../../query/question.ts'
import type { TimeWindow } from '../../query/window.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

export interface AfterWin {
  readonly window: TimeWindow
  readonly retained: Reading
  readonly expanded: Reading
}

/** Years back in which a cohort that has had its 365 days is looked for. */
const mostYears = 3

/**
 * What became of customers after their first win, 365 days on: of those won in the period, or in the same one of an
 * earlier year where they have not had their time. Undefined where it cannot be told.
 */
export async function readAfterWin(
  context: Context,
  window: TimeWindow,
  where: readonly Filter[],
): Promise<AfterWin | undefined> {
  if (!context.sources.has('subscriptions') || !context.sources.has('opportunities.closed_at')) return undefined
  const windows = [window]
  for (let i = 0; i < mostYears; i += 1) {
    const last = windows.at(-1) ?? window
    windows.push({ period: sameLastYear(last.period, context.company.calendar), asOf: window.asOf })
  }
  const known = context.dimensions(retainedAfterWin)
  if (where.some(({ dimension }) => !known.includes(dimension))) return undefined
  const readings = await context.read({ metrics: [retainedAfterWin, expandedAfterWin], windows, where })
  const found = windows.findIndex((_, i) => readings.one(retainedAfterWin, i).mature)
  const seen = windows[found]
  if (!seen) return undefined
  return {
    window: seen,
    retained: readings.one(retainedAfterWin, found),
    expanded: readings.one(expandedAfterWin, found),
  }
}

export function afterWinBlocks(context: Context, after: AfterWin | undefined): Block[] {
  if (!after || after.retained.value === null) return []
  const { window, retained, expanded } = after
  const style = styleOf(context)
  const share = ({ value, numerator }: Reading) => `*${formatValue(value, 'percent', style)}* (${numerator ?? 0})`
  const when = periodShort(window.period, context)
  return [section(words[context.locale](when, retained.n, share(retained), share(expanded)))]
}

const words = bilingual({
  en: (when: string, n: number, retained: string, expanded: string) =>
    `*After the win.* Of ${n} ${n === 1 ? 'customer' : 'customers'} first won in ${when}, ${retained} still paid 365 days later and ${expanded} had expanded within them.`,
  ja: (when, n, retained, expanded) =>
    `*受注後。* ${when}に初めて受注した顧客${n}社のうち、365日後も支払いがあるのは ${retained}、その間に拡大・クロスセルがあったのは ${expanded} です。`,
})
