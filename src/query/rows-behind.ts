import { z } from 'zod'
import type { BaseMetric, Measure } from '../define/metric.ts'
import type { FactContext, ListedColumn } from '../ssot/fact.ts'
import { conjunction, type Sql, sql } from '../ssot/sql.ts'
import { basisOf, inWindow, timesOf } from './columns.ts'
import type { Listing } from './listing.ts'
import type { Scope } from './scope.ts'

/** What a row adds to its figure, by the side of the figure that it adds to. */
export type Side = 'value' | 'numerator' | 'denominator' | 'duration'

export interface BehindRow {
  /** In the order of the columns. */
  readonly cells: readonly (string | number | null)[]
  /** Ids of the records that columns link to, in the order of the columns; null for those that link to none. */
  readonly links: readonly (string | null)[]
  readonly adds: Readonly<Partial<Record<Side, number>>>
}

export interface RowsBehind {
  readonly columns: readonly ListedColumn[]
  readonly sides: readonly Side[]
  readonly listing: Listing<BehindRow>
}

const cell = z.union([z.string(), z.number(), z.boolean().transform(String), z.null()])

/**
 * The rows that a figure counts, with what each adds to it: the sums of those columns are the figure's numerator and
 * denominator, or its value. Undefined for a fact that shows nothing of its rows. Who sees totals only is told of no people.
 */
export function rowsBehind(metric: BaseMetric, scope: Scope): RowsBehind | undefined {
  const { listed, rowKey } = metric.fact
  if (!listed) return undefined
  const columns = listed.filter(({ personal }) => !personal || scope.kind !== 'aggregates')
  const sides = sidesOf(metric)
  const row = z.record(z.string(), cell).transform(
    (found): BehindRow => ({
      cells: columns.map((_, i) => found[`c${i}`] ?? null),
      links: columns.map((_, i) => (found[`l${i}`] == null ? null : String(found[`l${i}`]))),
      adds: Object.fromEntries(sides.map(([side]) => [side, Number(found[side] ?? 0)])),
    }),
  )
  return {
    columns,
    sides: sides.map(([side]) => side),
    listing: {
      fact: metric.fact,
      row,
      joins: [...(metric.joins ?? []), ...columns.flatMap(({ joins }) => joins ?? [])],
      columns: {
        ...Object.fromEntries(columns.map(({ value }, i) => [`c${i}`, value])),
        ...Object.fromEntries(columns.flatMap(({ link }, i) => (link ? [[`l${i}`, link.id] as const] : []))),
        ...Object.fromEntries(sides.map(([side, adds]) => [side, adds])),
      },
      where: (c) => countedRows(metric, c),
      orderBy: sql`${firstSide(sides)} desc nulls last, 1${rowKey ? sql`, ${rowKey}` : sql``}`,
    },
  }
}

type Adds = (c: FactContext) => Sql

function sidesOf(metric: BaseMetric): (readonly [Side, Adds])[] {
  const added =
    (measure: Measure): Adds =>
    (c) =>
      sql`case when ${measure.where ? inWindow(measure.where, c) : sql`true`} then ${measure.of ? sql`(${inWindow(measure.of, c)})${timesOf(measure)}` : sql`1`} end`
  switch (metric.kind) {
    case 'sum':
      return [['value', added(metric.value)]]
    case 'ratio':
      return [
        ['numerator', added(metric.numerator)],
        ['denominator', added(metric.denominator)],
      ]
    case 'duration':
      return [['duration', (c) => inWindow(metric.duration, c)]]
  }
}

/** A listing is ordered by what weighs most: the last column of each row, named as the side is. */
const firstSide = (sides: readonly (readonly [Side, Adds])[]): Sql => {
  const last = sides.at(-1)?.[0]
  return last === 'duration' ? sql`duration` : last === 'denominator' ? sql`denominator` : sql`value`
}

function countedRows(metric: BaseMetric, c: FactContext): Sql {
  const of = (measure: Measure): Sql => (measure.where ? sql`(${inWindow(measure.where, c)})` : sql`true`)
  const basis = of(basisOf(metric))
  if (metric.kind === 'ratio') return sql`(${basis} or ${of(metric.numerator)})`
  if (metric.kind === 'duration') return conjunction([basis, sql`${inWindow(metric.duration, c)} >= 0`])
  return basis
}
