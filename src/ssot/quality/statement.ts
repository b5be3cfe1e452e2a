import { z } from 'zod'
import { type RelationName, relationContract } from '../contract.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import type { ExtraColumns, Need } from '../tables.ts'
import { type CheckContext, keyOf, type ReferenceCheck, type RowCheck, type SelectCheck } from './check.ts'

/** A check that PostgreSQL makes. */
export type SqlCheck = RowCheck | ReferenceCheck | SelectCheck

/** How many are at fault, and the key of one of them: the first in order. */
const found = z.object({ count: z.number(), example: z.string().nullable() })
export const foundRow = z.object({ found: z.array(found) })

/**
 * All checks of a relation as one statement, whose only row has what each found, in their order. What can be said of each
 * row by itself, or of what it refers to, is one pass over the rows; it reads every column (`columns`), so that a view
 * that cannot compute one fails here.
 */
export function composeChecks(relation: RelationName, checks: readonly SqlCheck[], columns: Sql, c: CheckContext): Sql {
  const passes = new Map<Source, SqlCheck[]>([[own, []]])
  for (const check of checks) {
    const source = sourceOf(check)
    if (source) passes.set(source, [...(passes.get(source) ?? []), check])
  }
  const sources = [...passes.keys()]
  const from = [...passes].map(([source, made], i) => {
    const at = made.map((check, n) => sql`${counts(check, relation, c)} as ${identifier(`c${n}`)}`)
    const read = source === own ? [sql`${columns} as read`] : []
    const rows = source === own ? sql`${c.t[relation]} r ${referred(made, c)}` : sql`${source(c)} r`
    return sql`(select ${join([...at, ...read])} from ${rows}) ${identifier(`p${i}`)}`
  })
  const results = checks.map((check) => {
    if ('rows' in check) {
      return sql`(select json_build_object('count', count(*), 'example', min(x.key)) from (${check.rows(c)}) x)`
    }
    const source = sourceOf(check) ?? own
    return identifier(`p${sources.indexOf(source)}`, `c${passes.get(source)?.indexOf(check)}`)
  })
  const all = results.length > 0 ? sql`json_build_array(${join(results)})` : sql`'[]'::json`
  return sql`select ${all} as found from ${join(from, ' cross join ')} where p0.read >= 0`
}

type Source = (c: CheckContext) => Sql

/** Stands for the relation's own rows, whichever it is. */
const own: Source = () => sql``

/** The rows that a check's condition is about; none for a select of its own. */
const sourceOf = (check: SqlCheck): Source | undefined =>
  'rows' in check ? undefined : 'where' in check ? (check.over ?? own) : own

/** What the rows refer to, each target's ids once: a duplicate of one must not double the rows. */
function referred(checks: readonly SqlCheck[], { t }: CheckContext): Sql {
  const joins = checks.flatMap((check) => {
    if (!('refersTo' in check)) return []
    const target = identifier(check.column)
    return sql`left join (select id from ${t[check.refersTo]} x group by 1) ${target}
      on ${target}.id = r.${identifier(check.column)}`
  })
  return joins.length > 0 ? join(joins, ' ') : sql``
}

function counts(check: SqlCheck, relation: RelationName, c: CheckContext): Sql {
  if ('rows' in check) return sql``
  const where =
    'where' in check
      ? check.where(c)
      : sql`r.${identifier(check.column)} is not null and ${identifier(check.column)}.id is null`
  const key = ('key' in check ? check.key : undefined) ?? keyOf(relation)
  const at = sql`filter (where ${where})`
  return sql`json_build_object('count', count(*) ${at}, 'example', min(${key}) ${at})`
}

/** A number that cannot be known without computing each of the columns in every row. */
export function readingOf(relation: RelationName, has: (need: Need) => boolean, extra: ExtraColumns): Sql {
  const names = [...Object.keys(relationContract(relation).columns), ...(extra[relation] ?? [])]
  const readable = names.filter((name) => has(`${relation}.${name}`))
  return join([sql`count(*)`, ...readable.map((name) => sql`count(r.${identifier(name)})`)], ' + ')
}
