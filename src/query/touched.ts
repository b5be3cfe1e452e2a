import type { BaseMetric, Metric } from '../define/metric.ts'
import type { Touching } from '../define/sources.ts'
import type { RelationName } from '../ssot/contract.ts'
import type { FactContext } from '../ssot/fact.ts'
import { aggregateColumns } from './columns.ts'
import { joinsFor } from './compose.ts'
import { addsAmounts } from './needs.ts'
import { factsOf } from './plan.ts'

/** The relations a KPI rests on, those of a formula's parts and of its target included. */
export function relationsOf(metric: Metric): RelationName[] {
  const reads = factsOf(metric).flatMap((fact) => fact.reads)
  return [...new Set([...reads, ...(hasTarget(metric) ? ['targets' as const] : [])])]
}

function hasTarget(metric: Metric): boolean {
  if (metric.kind === 'formula') {
    return metric.target !== undefined || Object.values(metric.parts).some((part) => hasTarget(part.metric))
  }
  return metric.kind === 'table' && Object.values(metric.columns).some(hasTarget)
}

/** Ids of the KPIs that rest on something of the SSOT; `c`: any window, for SQL that depends on one. */
export function touchedBy(metrics: ReadonlyMap<string, Metric>, what: Touching, c: FactContext): string[] {
  return [...metrics].filter(([, metric]) => touches(metric, what, c)).map(([id]) => id)
}

function touches(metric: Metric, what: Touching, c: FactContext): boolean {
  switch (metric.kind) {
    case 'formula':
      return (
        (what.relation === 'targets' && metric.target !== undefined) ||
        Object.values(metric.parts).some((part) => touches(part.metric, what, c))
      )
    case 'table':
      return Object.values(metric.columns).some((column) => touches(column, what, c))
    default: {
      const { relation, columns, amounts } = what
      if (amounts) return metric.fact.amounts === relation && addsAmounts(metric)
      if (!metric.fact.reads.includes(relation) && !joins(metric, relation, c)) return false
      return columns?.some((column) => names(metric, relation, column, c)) ?? true
    }
  }
}

/** A KPI may join what its fact does not read. */
const joins = ({ fact, joins: own = [] }: BaseMetric, relation: RelationName, c: FactContext): boolean =>
  joinsFor(fact, c, own).text.includes(c.t[relation].text)

/** Whether a KPI's own SQL, over the rows `f` of its fact, names a column; what the rows are made of all share. */
function names(metric: BaseMetric, relation: RelationName, column: string, c: FactContext): boolean {
  const { fact } = metric
  if ([...(fact.needs ?? []), ...(metric.needs ?? [])].includes(`${relation}.${column}`)) return true
  const own = [...aggregateColumns(metric, 0, c, true), joinsFor(fact, c, metric.joins ?? []), fact.at?.column]
  return own.some((part) => part !== undefined && new RegExp(`\\bf\\.${column}\\b`).test(part.text))
}
