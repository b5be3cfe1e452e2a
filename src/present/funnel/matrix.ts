import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import type { FunnelFigures } from './figures.ts'
import { stepName, words } from './words.ts'

/** Of those that entered each step, the share that reached any later one within 90 days. */
export function laterSteps(context: Context, { steps, whole, view }: FunnelFigures): MessageBlock[] {
  if (view !== 'cohort' || steps.length < 4) return []
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const rows = steps.slice(0, -1).map(({ step, toLater }) => {
    const known = new Map(toLater.map(({ step: later, metric }) => [later.index, whole.one(metric).value]))
    return [
      stepName(step, locale),
      ...steps.slice(1).map(({ step: later }) => {
        const value = known.get(later.index)
        return value === undefined ? '·' : formatValue(value, 'percent', style)
      }),
    ]
  })
  const header = [say.from, ...steps.slice(1).map(({ step }) => stepName(step, locale))]
  return listTable({ caption: say.later, header, rows, budget: 4_000 }, locale)
}
