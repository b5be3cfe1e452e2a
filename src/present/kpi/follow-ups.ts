import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import { bilingual } from '../words.ts'
import { hasNoPast } from './windows.ts'

/** What a KPI's answer leads to: why, the rows behind it, the definition and its SQL. */
export function kpiFollowUps(context: Context, metric: Metric, typed: string): FollowUp[] {
  const { locale, today, endOfDay } = context
  const say = words[locale]
  const question = endOfDay ? `${typed} as of ${today}` : typed
  const all = [
    { command: 'why', label: say.why, fits: metric.kind !== 'table' && !hasNoPast(metric) },
    { command: 'rows', label: say.rows, fits: metric.kind !== 'table' },
    { command: 'explain', label: say.explain, fits: true },
  ]
  return all.filter(({ fits }) => fits).map(({ command, label }) => ({ label, question: `${command} ${question}` }))
}

const words = bilingual({
  en: { why: 'Why?', rows: 'Rows', explain: 'Explain' },
  ja: { why: 'なぜ？', rows: '明細', explain: '定義' },
})
