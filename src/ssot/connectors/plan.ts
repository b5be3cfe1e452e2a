import type { Words } from '../../define/words.ts'
import { type RelationName, relationContract } from '../contract.ts'
import type { Sql } from '../sql.ts'
import { type Composed, type Composing, composeView } from './compose.ts'
import type { Connector, RelationMapping, Selection, Setting } from './define.ts'
import { type Finding, finding } from './findings.ts'
import { whyLacking } from './lacking.ts'
import { type Landing, landedAs, landedOrigins } from './landing.ts'
import type { Mapped } from './mapped.ts'
import type { Shape } from './shape.ts'
import { name } from './text.ts'

export interface PlannedView extends Composed {
  readonly relation: RelationName
  /** Columns that hold something, as far as the catalogue can tell. */
  readonly filled: readonly string[]
}

/** What would be written, and what there is to say of it before it is. */
export interface Plan {
  readonly connector: Connector
  readonly views: readonly PlannedView[]
  readonly findings: readonly Finding[]
}

export interface PlanContext {
  readonly landing: Landing
  readonly zone: string
  readonly schema: string
  /** Relations that the SSOT has already. */
  readonly present: ReadonlySet<string>
  readonly peopleRoles: ReadonlySet<string>
}

/** Works out every view of a connector from what is landed; touches nothing. */
export function planConnector(connector: Connector, context: PlanContext): Plan {
  const written = new Set<string>()
  const findings: Finding[] = []
  const views: PlannedView[] = []
  for (const mapping of connector.mappings) {
    const lookup = lookupIn(context, written)
    const missing = mapping.needs.filter((shapes) => !shapes.some((shape) => lookup.setting.has(shape)))
    if (missing.length > 0) {
      findings.push(notLanded(mapping.relation, missing, context))
      continue
    }
    const selection = mapping.select(lookup.setting)
    const { columns, unfillable, gaps } = fillable(mapping, selection, lookup)
    if (unfillable) {
      findings.push(unfillable)
      continue
    }
    views.push({
      relation: mapping.relation,
      filled: [...columns.keys()],
      ...composeView(mapping.relation, selection, columns, lookup),
    })
    written.add(mapping.relation)
    findings.push(...(selection.notes ?? []).map((words): Finding => ({ level: 'note', words })), ...gaps)
  }
  return { connector, views, findings }
}

interface Lookup extends Composing {
  readonly setting: Setting
}

function lookupIn({ landing, zone, schema, present, peopleRoles }: PlanContext, written: ReadonlySet<string>): Lookup {
  const found = new Map<Shape, ReturnType<typeof landedAs>>()
  const tableOf = (shape: Shape) => {
    if (!found.has(shape)) found.set(shape, landedAs(landing, shape))
    return found.get(shape)
  }
  const setting: Setting = {
    zone,
    schema,
    peopleRoles,
    has(shape, ...columns) {
      const table = tableOf(shape)
      if (!table) return false
      const lands = (column: string): boolean => landedOrigins(table, shape.columns[column]?.from ?? []).length > 0
      return columns.length === 0 || columns.some(lands)
    },
    labelOf(shape) {
      const table = tableOf(shape)
      return `${table?.schema ?? landing.schema}.${table?.name ?? shape.tables[0]}`
    },
    ssot: (relation): Sql | undefined =>
      written.has(relation) || present.has(relation) ? name(schema, relation) : undefined,
  }
  return { zone, schema, tableOf, setting }
}

/** The columns that can be filled, what there is to say of those that cannot, and of a required one that cannot. */
function fillable({ relation }: RelationMapping, selection: Selection, lookup: Lookup) {
  const columns = new Map<string, Mapped>()
  const gaps: Finding[] = []
  let unfillable: Finding | undefined
  for (const [column, spec] of Object.entries(relationContract(relation).columns)) {
    const given = selection.columns[column]
    const why = given && lackingOf(given, lookup)
    if (given && 'sql' in given && !why) columns.set(column, given)
    else if (why && spec.required) unfillable ??= notFilled(lookup.schema, relation, column, why)
    else if (why) {
      const place = `${lookup.schema}.${relation}.${column}`
      gaps.push(finding('note', `${place} is null: ${why.en}`, `${place}は空です：${why.ja}`))
    }
  }
  return { columns, gaps, unfillable }
}

function lackingOf(given: Mapped | Words, lookup: Lookup): Words | undefined {
  if (!('sql' in given)) return given
  return whyLacking(given.about ?? given.reads, { ...lookup, ...lookup.setting })
}

const notFilled = (schema: string, relation: RelationName, column: string, why: Words): Finding =>
  finding(
    relationContract(relation).required ? 'error' : 'warning',
    `${schema}.${relation} is not written, for want of ${column}: ${why.en}`,
    `${schema}.${relation}は作成しません（${column}が必要です）：${why.ja}`,
  )

function notLanded(relation: RelationName, missing: readonly (readonly Shape[])[], context: PlanContext): Finding {
  const tables = missing.map((shapes) => [
    ...new Set(shapes.map((shape) => `${context.landing.schema}.${shape.tables[0]}`)),
  ])
  return finding(
    relationContract(relation).required ? 'error' : 'warning',
    `${context.schema}.${relation} is not written: ${tables.map((names) => names.join(' or ')).join(' and ')} is not landed`,
    `${context.schema}.${relation}は作成しません：${tables.map((names) => names.join('または')).join('と')}が取り込まれていません`,
  )
}
