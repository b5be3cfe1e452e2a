import type { Metric } from '../define/metric.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Group } from './groups.ts'
import { memberTargets } from './member-targets.ts'
import { type Question, windowsOf } from './question.ts'
import type { Targets } from './target-scope.ts'
import type { TargetRow } from './targets.ts'

/**
 * Who has a target and may have no rows: of KPIs held against one, by owner or by team, whoever sold nothing is a group
 * too. A manager whose row is their reports' over again is none by it: what they are to sell is not that.
 */
export function targetGroups(
  question: Question,
  rows: readonly TargetRow[],
  targetOf: Targets['for'],
  { people }: SsotSnapshot,
): Group[] {
  const [by, ...others] = question.by ?? []
  if (others.length > 0 || (by !== 'owner' && by !== 'team')) return []
  const owners = [...new Set(rows.flatMap(({ owner_id }) => owner_id ?? []))]
  const groups =
    by === 'owner'
      ? owners.map((id) => groupOf(id, people.find((person) => person.id === id)?.name))
      : [
          ...rows.flatMap(({ team }) => team ?? []),
          ...people.flatMap(({ id, team }) => (team !== null && owners.includes(id) ? [team] : [])),
        ].map((team) => groupOf(team))
  const has = (metric: Metric, group: Group): boolean =>
    windowsOf(question, metric).some((window) => targetOf(heldAgainst(metric) ?? metric, window, group) !== undefined)
  const held = question.metrics.filter(heldAgainst)
  const set = groups.filter((group) => held.some((metric) => has(metric, group)))
  if (by === 'team') return set
  const { adding } = memberTargets(
    set.flatMap(({ keys }) => keys[0] ?? []),
    people,
    () => true,
  )
  return set.filter(({ keys: [id] }) => id != null && adding.includes(id))
}

const heldAgainst = (metric: Metric): Metric | undefined => (metric.kind === 'formula' ? metric.target : undefined)

const groupOf = (key: string, name = key): Group => ({
  id: JSON.stringify([key]),
  keys: [key],
  names: [name],
  order: [null],
})
