import { z } from 'zod'
import type { SsotPool } from '../pool.ts'
import { sql } from '../sql.ts'

/** What stands in the SSOT's schema under a name. */
export interface Standing {
  readonly kind: 'table' | 'view'
  /** The connector that wrote the view. */
  readonly connector: string | undefined
  /** The view is not what was written: a person changed it. */
  readonly edited: boolean
}

/** The SSOT's schema before anything is written. */
export interface Place {
  readonly schema: string
  readonly exists: boolean
  readonly standing: ReadonlyMap<string, Standing>
  /** Columns of `people_roles`, by which people say who is what. */
  readonly peopleRoles: ReadonlySet<string>
}

const found = z.object({
  name: z.string(),
  kind: z.string(),
  comment: z.string().nullable(),
  fingerprint: z.string().nullable(),
  columns: z.array(z.string()),
})

export async function inspectPlace(database: Pick<SsotPool, 'query'>, schema: string): Promise<Place> {
  const exists = await database.query(
    sql`select 1 as one from pg_catalog.pg_namespace where nspname = ${schema}`,
    z.unknown(),
  )
  const rows = await database.query(
    sql`
      select c.relname as name, c.relkind as kind, obj_description(c.oid, 'pg_class') as comment,
        case when c.relkind = 'v' then md5(pg_get_viewdef(c.oid)) end as fingerprint,
        array(select a.attname::text from pg_catalog.pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and c.relkind in ('r', 'v', 'm', 'p', 'f')
      order by 1`,
    found,
  )
  return {
    schema,
    exists: exists.length > 0,
    standing: new Map(rows.map((row) => [row.name, standingOf(row)])),
    peopleRoles: new Set(rows.find(({ name }) => name === 'people_roles')?.columns ?? []),
  }
}

function standingOf({ kind, comment, fingerprint }: z.output<typeof found>): Standing {
  const [, connector, written] = /^Written by revops ssot connect (\S+), ([0-9a-f]{32})\./.exec(comment ?? '') ?? []
  // A materialized view is a person's doing.
  return { kind: kind === 'v' || kind === 'm' ? 'view' : 'table', connector, edited: written !== fingerprint }
}

/** The comment that tells a view of ours, unchanged, from a person's own. */
export const markOf = (connector: string, fingerprint: string): string =>
  `Written by revops ssot connect ${connector}, ${fingerprint}. Change the view as you like: it is then left alone.`
