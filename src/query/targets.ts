import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Period } from '../calendar/period.ts'
import type { Words } from '../define/words.ts'
import { SpokenError } from '../errors.ts'
import { dayColumn } from '../ssot/freshness.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { daySql, sql } from '../ssot/sql.ts'

const row = z.object({
  metric: z.string(),
  from: dayColumn,
  to: dayColumn,
  owner_id: z.string().nullable(),
  team: z.string().nullable(),
  value: z.number(),
})
export type TargetRow = z.output<typeof row>

/** Whose target is meant. `members`: the people of a scope that is nobody's and no team's own. */
export type TargetScope =
  | { readonly kind: 'company' }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'owner'; readonly id: string }
  | { readonly kind: 'members'; readonly ids: readonly string[] }

export interface Target {
  readonly value: number
  readonly note?: Words
}

/** Every target set for the metrics between the first and the last day of the periods. */
export async function readTargets(
  source: SsotSource,
  snapshot: SsotSnapshot,
  metrics: readonly string[],
  periods: readonly Period[],
): Promise<TargetRow[]> {
  const [from] = periods.map((period) => period.from).sort(Temporal.PlainDate.compare)
  const to = periods
    .map((period) => period.to)
    .sort(Temporal.PlainDate.compare)
    .at(-1)
  if (!snapshot.mapped.has('targets') || !from || !to) return []
  return source.query(
    sql`select metric, period_start as from, period_end as to, owner_id, case when owner_id is null then team end as team, value
      from ${snapshot.mapped.tables.targets} t
      where metric = any(${metrics}::text[]) and period_start >= ${daySql(from)} and period_end <= ${daySql(to)} and value is not null`,
    row,
  )
}

/** Whether a target is set for a part of the period, or for all of it. */
export const isWithin = ({ from, to }: TargetRow, period: Period): boolean =>
  Temporal.PlainDate.compare(from, period.from) >= 0 && Temporal.PlainDate.compare(to, period.to) <= 0

const summed: Words = { en: 'target = the sum of the members’ own', ja: '目標は各メンバーの目標の合計' }

/** METRICS rule 9: the scope's own rows, exact or tiling the period; else the members' own rows, summed and labelled. */
export function resolveTarget(
  rows: readonly TargetRow[],
  period: Period,
  scope: TargetScope,
  teamMembers: (team: string) => readonly string[],
): Target | undefined {
  const own = tiled(
    rows.filter((each) => belongsTo(each, scope)),
    period,
  )
  if (own !== undefined) return { value: own }
  if (scope.kind === 'owner') return undefined
  const ids = scope.kind === 'team' ? teamMembers(scope.team) : scope.kind === 'members' ? scope.ids : undefined
  const owners = new Set(
    rows.flatMap(({ owner_id }) => (owner_id !== null && (ids?.includes(owner_id) ?? true) ? [owner_id] : [])),
  )
  const values = [...owners].map((id) =>
    tiled(
      rows.filter((each) => each.owner_id === id),
      period,
    ),
  )
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0) return undefined
  return { value: known.reduce((sum, value) => sum + value, 0), note: summed }
}

const belongsTo = (each: TargetRow, scope: TargetScope): boolean => {
  if (scope.kind === 'company') return each.owner_id === null && each.team === null
  if (scope.kind === 'team') return each.owner_id === null && each.team === scope.team
  return scope.kind === 'owner' && each.owner_id === scope.id
}

/** The value of the row for exactly this period, or the sum of rows that tile it, the longest first. */
function tiled(rows: readonly TargetRow[], { from, to }: Pick<Period, 'from' | 'to'>): number | undefined {
  if (from.equals(to)) return 0
  const here = rows
    .filter((each) => each.from.equals(from) && each.to.since(from).sign > 0 && to.since(each.to).sign >= 0)
    .sort((a, b) => b.to.since(a.to).sign)
  for (const [i, each] of here.entries()) {
    if (here[i + 1]?.to.equals(each.to)) throw duplicate(each)
    const rest = tiled(rows, { from: each.to, to })
    if (rest !== undefined) return each.value + rest
  }
  return undefined
}

const duplicate = ({ from, to }: TargetRow): SpokenError =>
  new SpokenError({
    en: `Two targets are set for the same KPI, scope and period from ${from} to ${to}: RevOps has to remove one.`,
    ja: `同じKPI・範囲・期間（${from}〜${to}）に目標が2つあります。RevOps担当がどちらかを削除する必要があります。`,
  })
