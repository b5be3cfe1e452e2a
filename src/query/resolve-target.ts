import type { Period } from '../calendar/period.ts'
import type { Metric } from '../define/metric.ts'
import type { Words } from '../define/words.ts'
import type { Person } from '../ssot/people.ts'
import { memberTargets } from './member-targets.ts'
import type { Target, TargetRow, TargetScope } from './targets.ts'

/**
 * Flows add up, over time and over people. Shares, durations and stocks do not, nor do movements of MRR, which are told
 * from a period's two ends: three months of 25 % are no target of 75 %.
 */
const addsUp = (metric: Metric): boolean => metric.kind === 'sum' && metric.fact.time === 'event'

/**
 * METRICS rule 9: the scope's own row for exactly the period; of what adds up, else its own rows that tile the period, else
 * the members' own, summed and labelled. `rows`: the KPI's, within the period.
 */
export function resolveTarget(
  metric: Metric,
  rows: readonly TargetRow[],
  period: Period,
  scope: TargetScope,
  people: readonly Person[],
): Target | undefined {
  const sums = addsUp(metric)
  const usable = sums ? rows : rows.filter(({ from, to }) => from.equals(period.from) && to.equals(period.to))
  const own = tiled(
    usable.filter((each) => belongsTo(each, scope)),
    period,
  )
  if (own) return 'twice' in own ? unclear(metric, own.twice) : own
  return sums && scope.kind !== 'owner' ? ofMembers(metric, usable, period, scope, people) : undefined
}

function ofMembers(
  metric: Metric,
  rows: readonly TargetRow[],
  period: Period,
  scope: Exclude<TargetScope, { kind: 'owner' }>,
  people: readonly Person[],
): Target | undefined {
  const byOwner = new Map<string, Tiled>()
  for (const id of new Set(rows.flatMap(({ owner_id }) => owner_id ?? []))) {
    const found = tiled(
      rows.filter(({ owner_id }) => owner_id === id),
      period,
    )
    if (found) byOwner.set(id, found)
  }
  const teams = new Map(people.map(({ id, team }) => [id, team]))
  const { adding, without } = memberTargets([...byOwner.keys()], people, (id) => {
    if (scope.kind === 'members') return scope.ids.includes(id)
    return scope.kind === 'company' || teams.get(id) === scope.team
  })
  if (adding.length === 0) return undefined
  let value = 0
  for (const id of adding) {
    const found = byOwner.get(id)
    if (found && 'twice' in found) return unclear(metric, found.twice)
    value += found?.value ?? 0
  }
  return { value, note: summed(adding.length, without) }
}

const belongsTo = (each: TargetRow, scope: TargetScope): boolean => {
  if (scope.kind === 'company') return each.owner_id === null && each.team === null
  if (scope.kind === 'team') return each.owner_id === null && each.team === scope.team
  return scope.kind === 'owner' && each.owner_id === scope.id
}

/** A sum of targets, or a row of them that stands there twice. */
type Tiled = { readonly value: number } | { readonly twice: TargetRow }

/** The row for exactly this period, or the sum of rows that tile it, the longest first. */
function tiled(rows: readonly TargetRow[], { from, to }: Pick<Period, 'from' | 'to'>): Tiled | undefined {
  if (from.equals(to)) return { value: 0 }
  const here = rows
    .filter((each) => each.from.equals(from) && each.to.since(from).sign > 0 && to.since(each.to).sign >= 0)
    .sort((a, b) => b.to.since(a.to).sign)
  for (const [i, each] of here.entries()) {
    const rest = tiled(rows, { from: each.to, to })
    if (!rest) continue
    if (here[i + 1]?.to.equals(each.to)) return { twice: each }
    return 'twice' in rest ? rest : { value: each.value + rest.value }
  }
  return undefined
}

const summed = (have: number, without: number): Words => {
  const all = have + without
  if (without === 0) return { en: 'target = the sum of the members’ own', ja: '目標は各メンバーの目標の合計' }
  return {
    en: `target = the sum of the members’ own; ${have} of ${all} have a target`,
    ja: `目標は各メンバーの目標の合計（${all}名中${have}名に設定）`,
  }
}

/** Which of two is meant nobody can tell: the KPI has no target, and the answer says why. */
const unclear = ({ label }: Metric, { from, to }: TargetRow): Target => ({
  value: null,
  note: {
    en: `two targets are set for ${label.en} from ${from} to ${to}, so none is used: RevOps has to remove one`,
    ja: `${label.ja}の目標が同じ期間（${from}〜${to}）に2つあるため使っていません。RevOps担当がどちらかを削除する必要があります`,
  },
})
