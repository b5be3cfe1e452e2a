import type { Context } from '../../define/context.ts'
import type { FollowUp } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Readings } from '../../query/engine.ts'
import { factsOf } from '../../query/plan.ts'
import { type Asked, askedAgain, instantAgain } from '../ask-on.ts'
import { bilingual } from '../words.ts'
import { hasNoPast } from './windows.ts'

/** What a KPI's answer leads to: why, the rows behind it, the definition and its SQL. */
export function kpiFollowUps(context: Context, metric: Metric, typed: string): FollowUp[] {
  const say = words[context.locale]
  const question = [typed, ...instantAgain(context)].join(' ')
  const all = [
    { command: 'why', label: say.why, fits: metric.kind !== 'table' && !hasNoPast(metric) },
    { command: 'rows', label: say.rows, fits: metric.kind !== 'table' },
    { command: 'explain', label: say.explain, fits: true },
  ]
  return all.filter(({ fits }) => fits).map(({ command, label }) => ({ label, question: `${command} ${question}` }))
}

/** The rows behind each of several KPIs, where the asker may list them. */
export function rowsFollowUps(
  context: Context,
  metrics: readonly Metric[],
  readings: Pick<Readings, 'of'>,
  asked: Asked,
): FollowUp[] {
  const { locale, catalog, scope } = context
  const open = (metric: Metric): boolean =>
    factsOf(metric).every((fact) => fact.listed && (scope.kind !== 'aggregates' || fact.open))
  const connected = (metric: Metric): boolean =>
    readings.of(metric).some(({ reason }) => reason !== 'not_connected' && reason !== 'not_allowed')
  return metrics
    .filter((metric) => metric.kind !== 'table' && open(metric) && connected(metric))
    .map((metric) => ({
      label: metric.label[locale],
      menu: words[locale].rows,
      question: ['rows', catalog.idOf(metric) ?? '', askedAgain(asked, context)].filter(Boolean).join(' '),
    }))
}

const words = bilingual({
  en: { why: 'Why?', rows: 'Rows', explain: 'Explain' },
  ja: { why: 'なぜ？', rows: '明細', explain: '定義' },
})
