import type { RelationName } from '../contract.ts'
import { type Finding, finding } from './findings.ts'
import { allFreshness, connectorFreshness, freshnessOf } from './freshness.ts'
import { type Helper, helperDdl } from './functions.ts'
import type { Landing } from './landing.ts'
import type { Place } from './place.ts'
import type { Plan, PlannedView } from './plan.ts'
import { statement } from './text.ts'

export interface ScriptView {
  readonly name: string
  readonly text: string
  /** Written anew by every connector: the union of their freshness. */
  readonly shared: boolean
}

/** The statements of one `ssot connect`, in order. */
export interface Script {
  readonly connector: string
  readonly functions: readonly string[]
  readonly views: readonly ScriptView[]
  /** The relations among them. */
  readonly planned: readonly PlannedView[]
  readonly findings: readonly Finding[]
}

/** The statements for a plan; views that a person wrote or changed are theirs, and left out. */
export function scriptOf(plan: Plan, landing: Landing, place: Place, zone: string): Script {
  const { connector } = plan
  const { schema } = place
  const kept = plan.views.filter(({ relation }) => isKept(place, relation))
  const planned = plan.views.filter((view) => !kept.includes(view))
  const feeds = planned.map(({ relation }) => relation)
  const own = connectorFreshness(connector, landing, feeds, { zone, schema })
  const ownName = freshnessOf(connector.name)
  const sources = [...place.standing.keys(), ...(own ? [ownName] : [])].filter((name) => name.startsWith('freshness_'))
  const all = own !== undefined && place.standing.get('freshness')?.kind !== 'table' && !isKept(place, 'freshness')
  const helpers = new Set<Helper>([...planned.flatMap((view) => [...view.helpers]), ...(own?.helpers ?? [])])
  return {
    connector: connector.name,
    functions: [...helpers].sort().map((helper) => statement(helperDdl(schema, helper, zone))),
    views: [
      ...planned.map(({ relation, text }) => ({ name: relation, text, shared: false })),
      ...(own ? [{ name: ownName, text: own.text, shared: false }] : []),
      ...(all ? [{ name: 'freshness', text: allFreshness(schema, [...new Set(sources)].sort()), shared: true }] : []),
    ],
    planned,
    findings: [
      ...kept.map(({ relation }) => keptFinding(schema, relation)),
      ...(own === undefined ? [unknownFreshness(connector.title)] : []),
      ...(own !== undefined && !all ? [ownFreshness(schema, ownName)] : []),
    ],
  }
}

/** A view without our mark is a person's own; one with it that is not what was written has become so. */
function isKept({ standing }: Place, name: string): boolean {
  const there = standing.get(name)
  return there?.kind === 'view' && there.edited
}

const keptFinding = (schema: string, relation: RelationName): Finding =>
  finding(
    'warning',
    `${schema}.${relation} is left alone: it is a view of your own, or was changed since it was written. Drop it to have it written anew`,
    `${schema}.${relation}はそのままにします：独自のビューか、作成後に変更されたビューです。作り直すには削除してください`,
  )

const unknownFreshness = (title: string): Finding =>
  finding(
    'warning',
    `nothing says when ${title} was last synced: answers cannot say how old its data is`,
    `${title}の最終同期日時が分からないため、データの鮮度を表示できません`,
  )

const ownFreshness = (schema: string, name: string): Finding =>
  finding(
    'warning',
    `${schema}.freshness is left alone: it is your own. The state of this connector stands in ${schema}.${name}`,
    `${schema}.freshnessは独自のものなのでそのままにします。このコネクタの鮮度は${schema}.${name}にあります`,
  )
