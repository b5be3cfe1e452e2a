import type { Metric } from '../define/metric.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import type { Group } from './groups.ts'
import { type Question, windowsOf } from './question.ts'
import { resolveTarget } from './resolve-target.ts'
import type { Scope } from './scope.ts'
import { targetGroups } from './target-groups.ts'
import { isWithin, readTargets, type Target, type TargetScope } from './targets.ts'
import type { TimeWindow } from './window.ts'

/** The target of a KPI for one group of an answer; undefined where none is set or none can be told apart. */
export interface Targets {
  for(metric: Metric, window: TimeWindow, group: Group): Target | undefined
  /** Whoever has one, as groups of the question. */
  readonly groups: readonly Group[]
}

/** Reads what the question's formulas need, all of it at once. */
export async function targetsFor(
  source: SsotSource,
  snapshot: SsotSnapshot,
  question: Question,
  idOf: (metric: Metric) => string | undefined,
): Promise<Targets> {
  const wanted = question.metrics.flatMap((metric) => [
    ...(question.targets ? [metric] : []),
    ...(metric.kind === 'formula' && metric.target ? [metric.target] : []),
  ])
  const ids = new Set(wanted.flatMap((metric) => idOf(metric) ?? []))
  const periods = question.metrics.flatMap((metric) => windowsOf(question, metric).map(({ period }) => period))
  const rows = ids.size > 0 ? await readTargets(source, snapshot, [...ids], periods) : []
  const targetOf: Targets['for'] = (metric, window, group) => {
    const scope = targetScope(question, group, snapshot)
    const id = idOf(metric)
    const own = rows.filter((row) => row.metric === id && isWithin(row, window.period))
    return scope && resolveTarget(metric, own, window.period, scope, snapshot.people)
  }
  return { for: targetOf, groups: targetGroups(question, rows, targetOf, snapshot) }
}

/** Whose target a group's is: targets are set for the company, a team or a person, and for nothing else. */
function targetScope(
  { by = [], where = [], scope }: Question,
  group: Group,
  snapshot: SsotSnapshot,
): TargetScope | undefined {
  if (by.length + where.length > 1) return undefined
  if (by.length === 1) return inside(scope, named(by[0], group.keys[0] ?? null), snapshot)
  const [filter] = where
  if (filter) {
    const value = filter.values.length === 1 && !filter.except ? (filter.values[0] ?? null) : null
    const key = value === null ? null : matching(snapshot, filter.dimension, value)
    return inside(scope, named(filter.dimension, key), snapshot)
  }
  if (scope.kind !== 'people') return { kind: 'company' }
  const [id] = scope.ids
  if (scope.ids.length === 1 && id !== undefined) return { kind: 'owner', id }
  const team = snapshot.people.find((person) => person.id === id)?.team ?? null
  const own = team === null ? [] : membersOf(snapshot, team)
  const same = own.length === new Set(scope.ids).size && own.every((each) => scope.ids.includes(each))
  return team !== null && same ? { kind: 'team', team } : { kind: 'members', ids: scope.ids }
}

const membersOf = ({ people }: SsotSnapshot, team: string): string[] =>
  people.filter((person) => person.team === team).map(({ id }) => id)

/** What somebody sees only a part of is not held against the whole of its target. */
function inside(scope: Scope, wanted: TargetScope | undefined, snapshot: SsotSnapshot): TargetScope | undefined {
  if (scope.kind !== 'people') return wanted
  if (wanted?.kind === 'owner') return scope.ids.includes(wanted.id) ? wanted : undefined
  if (wanted?.kind !== 'team') return undefined
  const members = membersOf(snapshot, wanted.team)
  const seen = members.filter((id) => scope.ids.includes(id))
  return seen.length === members.length ? wanted : { kind: 'members', ids: seen }
}

function named(dimension: string | undefined, key: string | null): TargetScope | undefined {
  if (key === null) return undefined
  if (dimension === 'owner') return { kind: 'owner', id: key }
  return dimension === 'team' ? { kind: 'team', team: key } : undefined
}

/** A filter is typed as people read it; targets are kept by id, and by the team's own spelling. */
function matching(snapshot: SsotSnapshot, dimension: string, typed: string): string | null {
  const wanted = typed.toLowerCase()
  const owner = snapshot.people.find(({ id, name }) => [id, name].some((each) => each.toLowerCase() === wanted))
  if (dimension === 'owner') return owner?.id ?? null
  return snapshot.people.find(({ team }) => team?.toLowerCase() === wanted)?.team ?? null
}
