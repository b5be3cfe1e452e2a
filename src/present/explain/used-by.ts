import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { scorecards } from '../kpi/scorecards.ts'

export interface UsedBy {
  readonly reports: readonly string[]
  readonly alerts: readonly string[]
  /** Roles whose scorecard shows it. */
  readonly roles: readonly string[]
  /** KPIs that are computed from it. */
  readonly kpis: readonly string[]
}

/** Who rests on a KPI: a change of its definition changes all of these. */
export function usedBy({ catalog, locale }: Context, metric: Metric): UsedBy {
  const id = catalog.idOf(metric)
  const using = (
    definitions: ReadonlyMap<
      string,
      { readonly uses?: readonly Metric[]; readonly title: Record<'en' | 'ja', string> }
    >,
  ) => [...definitions.values()].filter(({ uses }) => uses?.includes(metric)).map(({ title }) => title[locale])
  return {
    reports: using(catalog.reports),
    alerts: using(catalog.alerts),
    roles: Object.entries(scorecards)
      .filter(([, ids]) => id !== undefined && ids.includes(id))
      .map(([role]) => role),
    kpis: [...catalog.metrics.values()].filter((each) => restsOn(each, metric)).map(({ label }) => label[locale]),
  }
}

function restsOn(metric: Metric, part: Metric): boolean {
  const parts =
    metric.kind === 'formula'
      ? [...Object.values(metric.parts).map((each) => each.metric), ...(metric.target ? [metric.target] : [])]
      : metric.kind === 'table'
        ? Object.values(metric.columns)
        : []
  return parts.some((each) => each === part || restsOn(each, part))
}
