import type { Context } from '../../../define/context.ts'
import type { Watch } from '../../../define/rule.ts'

/**
 * What a series is about, whichever rule tells it: the KPI, its part, which rows are kept and whose they are. Two teams'
 * win rates are two facts, and a channel that both are told in hears of both.
 */
export function subjectOf(
  { catalog, scope }: Pick<Context, 'catalog' | 'scope'>,
  { metric, by, where = [] }: Pick<Watch, 'metric' | 'by' | 'where'>,
  series: string,
): string {
  const kept = where.map(({ dimension, values }) => `${dimension}=${[...values].sort().join(',')}`).sort()
  return [
    catalog.idOf(metric) ?? metric.id ?? 'measure',
    ...(series === '' ? [] : [`${by}=${series}`]),
    ...(kept.length === 0 ? [] : ['where', ...kept]),
    ...(scope.kind === 'people' ? ['of', [...scope.ids].sort().join(',')] : []),
  ].join(' ')
}
