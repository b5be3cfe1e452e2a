import type { Metric } from '../define/metric.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import type { Question } from './engine.ts'
import type { Group } from './groups.ts'
import { windowKey } from './plan.ts'
import { readTargets, resolveTarget, type Target, type TargetRow, type TargetScope } from './targets.ts'
import type { TimeWindow } from './window.ts'

/** The target of a KPI for one group of an answer; undefined where none is set or none can be told apart. */
export interface Targets {
  for(metric: Metric, window: TimeWindow, group: Group): Target | undefined
}

/** Reads what the question's formulas need, once per KPI and period. */
export async function targetsFor(
  source: SsotSource,
  snapshot: SsotSnapshot,
  question: Question,
  idOf: (metric: Metric) => string | undefined,
): Promise<Targets> {
  const wanted = new Set(question.metrics.flatMap((metric) => (metric.kind === 'formula' && metric.target) || []))
  const rows = new Map<string, TargetRow[]>()
  await Promise.all(
    [...wanted].flatMap((metric) =>
      question.windows.map(async (window) => {
        const id = idOf(metric)
        if (id === undefined) return
        rows.set(`${id} ${windowKey(window)}`, await readTargets(source, snapshot, id, window.period))
      }),
    ),
  )
  const teamMembers = (team: string): string[] =>
    snapshot.people.filter((person) => person.team === team).map(({ id }) => id)
  return {
    for(metric, window, group) {
      const scope = targetScope(question, group, snapshot)
      const found = rows.get(`${idOf(metric)} ${windowKey(window)}`)
      return scope && found ? resolveTarget(found, window.period, scope, teamMembers) : undefined
    },
  }
}

/** Whose target a group's is: targets are set for the company, a team or a person, and for nothing else. */
function targetScope(question: Question, group: Group, snapshot: SsotSnapshot): TargetScope | undefined {
  const by = question.by ?? []
  const where = question.where ?? []
  if (by.length + where.length > 1) return undefined
  if (by.length === 1) return named(by[0], group.keys[0] ?? null)
  const [filter] = where
  if (filter) {
    const value = filter.values.length === 1 ? (filter.values[0] ?? null) : null
    return named(filter.dimension, value === null ? null : matching(snapshot, filter.dimension, value))
  }
  if (question.scope.kind !== 'people') return { kind: 'company' }
  const [id] = question.scope.ids
  return question.scope.ids.length === 1 && id !== undefined
    ? { kind: 'owner', id }
    : { kind: 'members', ids: question.scope.ids }
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
