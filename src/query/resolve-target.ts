import type { Period } from '../calendar/period.ts'
import type { Metric } from '../define/metric.ts'
import type { Words } from '../define/words.ts'
import { SpokenError } from '../errors.ts'
import type { Target, TargetRow, TargetScope } from './targets.ts'

const summed: Words = { en: 'target = the sum of the members’ own', ja: '目標は各メンバーの目標の合計' }

/**
 * Flows add up, over time and over people. Shares, durations and stocks do not, nor do movements of MRR, which are told
 * from a period's two ends: three months of 25 % are no target of 75 %.
 */
const addsUp = (metric: Metric): boolean => metric.kind === 'sum' && metric.fact.time === 'event'

/**
 * METRICS rule 9: the scope's own row for exactly the period; of what adds up, else its own rows that tile the period, else
 * the members' own, summed and labelled.
 */
export function resolveTarget(
  metric: Metric,
  rows: readonly TargetRow[],
  period: Period,
  scope: TargetScope,
  teamMembers: (team: string) => readonly string[],
): Target | undefined {
  if (!addsUp(metric)) {
    const value = tiled(
      rows.filter((each) => belongsTo(each, scope) && each.from.equals(period.from) && each.to.equals(period.to)),
      period,
    )
    return value === undefined ? undefined : { value }
  }
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
