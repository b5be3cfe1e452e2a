import { z } from 'zod'
import { type RelationName, relationContract } from '../contract.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import type { ExtraColumns, Need } from '../tables.ts'
import { type CheckContext, keyOf, type RowCheck, type SelectCheck } from './check.ts'

/** A check that PostgreSQL makes. */
export type SqlCheck = RowCheck | SelectCheck

/** How many are at fault, and the key of one of them: the first in order. */
const found = z.object({ count: z.number(), example: z.string().nullable() })
export const foundRow = z.object({ found: z.array(found) })

type Source = (c: CheckContext) => Sql

/**
 * All checks of a relation as one statement, whose only row has what each found, in their order. Conditions over the same
 * rows share a pass, and the pass over the relation reads every column: a view that cannot compute one fails here.
 */
export function composeChecks(relation: RelationName, checks: readonly SqlCheck[], columns: Sql, c: CheckContext): Sql {
  const own: Source = ({ t }) => t[relation]
  const passes = new Map<Source, RowCheck[]>([[own, []]])
  for (const check of checks) {
    if ('rows' in check) continue
    const over = check.over ?? own
    passes.set(over, [...(passes.get(over) ?? []), check])
  }
  const sources = [...passes.keys()]
  const from = sources.map((over, i) => {
    const at = (passes.get(over) ?? []).map((check, n) => sql`${counts(check, c)} as ${identifier(`c${n}`)}`)
    const read = over === own ? [sql`${columns} as read`] : []
    return sql`(select ${join([...at, ...read])} from ${over(c)} r) ${identifier(`p${i}`)}`
  })
  const results = checks.map((check) => {
    if ('rows' in check) {
      return sql`(select json_build_object('count', count(*), 'example', min(x.key)) from (${check.rows(c)}) x)`
    }
    const over = check.over ?? own
    const place = [sources.indexOf(over), (passes.get(over) ?? []).indexOf(check)]
    return identifier(`p${place[0]}`, `c${place[1]}`)
  })
  const all = results.length > 0 ? sql`json_build_array(${join(results)})` : sql`'[]'::json`
  return sql`select ${all} as found from ${join(from, ' cross join ')} where p0.read >= 0`
}

const counts = (check: RowCheck, c: CheckContext): Sql => {
  const at = sql`filter (where ${check.where(c)})`
  return sql`json_build_object('count', count(*) ${at}, 'example', min(${check.key ?? keyOf(check.relation)}) ${at})`
}

/** A number that cannot be known without computing each of the columns in every row. */
export function readingOf(relation: RelationName, has: (need: Need) => boolean, extra: ExtraColumns): Sql {
  const names = [...Object.keys(relationContract(relation).columns), ...(extra[relation] ?? [])]
  const readable = names.filter((name) => has(`${relation}.${name}`))
  return join([sql`count(*)`, ...readable.map((name) => sql`count(r.${identifier(name)})`)], ' + ')
}
