import pLimit from 'p-limit'
import { z } from 'zod'
import type { BaseMetric } from '../define/metric.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { composeSelect } from './compose.ts'
import type { Rows } from './engine.ts'
import { type Figures, figuresOf, type Group, groupOf, selectedRow, wholeGroup } from './groups.ts'
import { listedPage, type Page } from './listing.ts'
import { type FactPlan, windowKey } from './plan.ts'
import type { Question } from './question.ts'
import type { EngineSettings, TimeWindow } from './window.ts'

/** Figures of base metrics: by metric, window and group. */
export interface FigureTable {
  readonly groups: readonly Group[]
  get(metric: BaseMetric, window: TimeWindow, group: Group): Figures
  /** Whether any row of the group was there. */
  has(metric: BaseMetric, window: TimeWindow, group: Group): boolean
}

/** With groups that no row told of. */
export const withGroups = (table: FigureTable, groups: readonly Group[]): FigureTable => ({
  ...table,
  groups: [...new Map([...groups, ...table.groups].map((group) => [group.id, group])).values()],
})

const anyRow = z.looseObject({})

/** Statements of one question at a time: one of many KPIs must leave connections to others. */
const atOnce = 4

interface Sources {
  readonly source: SsotSource
  readonly snapshot: SsotSnapshot
  readonly settings: EngineSettings
}

/** Runs one statement per fact, a few at once; `wanted` rows come with the figures over theirs. */
export async function readFigures(
  { source, snapshot, settings }: Sources,
  plans: readonly FactPlan[],
  question: Question,
  wanted?: Rows<unknown>,
): Promise<{ table: FigureTable; page: Page<unknown> }> {
  const by = question.by ?? []
  const groups = new Map<string, Group>(by.length === 0 ? [['', wholeGroup]] : [])
  const figures = new Map<BaseMetric, Map<string, Figures>>()
  let page: Page<unknown> = { rows: [], total: 0 }
  await pLimit(atOnce).map(plans, async (plan) => {
    // People who see aggregates only get no rows, except of facts that are open to them.
    const mayList = wanted?.listing.fact === plan.fact && (question.scope.kind !== 'aggregates' || plan.fact.open)
    const listed = mayList ? wanted : undefined
    const selection = { ...plan, by, where: question.where ?? [], scope: question.scope, listed }
    const { query, windowOf } = composeSelect(selection, snapshot, settings)
    for (const { listed: found, ...rest } of await source.query(query, anyRow)) {
      if (found !== undefined) page = listedPage.parse(found)
      const row = selectedRow.parse(rest)
      const window = plan.windows[windowOf(Number(row.w))]
      if (!window) continue
      const group = by.length === 0 ? wholeGroup : groupOf(row, by)
      groups.set(group.id, group)
      plan.metrics.forEach((metric, index) => {
        const known = figures.get(metric) ?? new Map<string, Figures>()
        figures.set(metric, known.set(`${windowKey(window)} ${group.id}`, figuresOf(metric, index, row)))
      })
    }
  })
  const find = (metric: BaseMetric, window: TimeWindow, group: Group): Figures | undefined =>
    figures.get(metric)?.get(`${windowKey(window)} ${group.id}`)
  const table: FigureTable = {
    groups: [...groups.values()],
    get: (metric, window, group) => find(metric, window, group) ?? figuresOf(metric, 0, undefined),
    has: (metric, window, group) => find(metric, window, group) !== undefined,
  }
  return { table, page }
}
