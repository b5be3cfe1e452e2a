import type pg from 'pg'
import { z } from 'zod'
import { type AlertRules, mostRules, type StoredRule } from '../define/alert-rule.ts'
import type { Words } from '../define/words.ts'
import { opinionsByAlert } from './alert-marks.ts'
import { words } from './observation.ts'
import { countColumn, type Db, execute, instantColumn, isUnmigrated, jsonText, rowsOf } from './rows.ts'
import { ruleSpec } from './rule-spec.ts'
import { inTransaction } from './transaction.ts'

/** Ids of stored rules among those of files, which are words. */
const prefix = 'rule:'
export const isStoredRule = (alert: string): boolean => alert.startsWith(prefix)
const keyOf = (id: string): string => id.slice(prefix.length)

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    spec: z.unknown(),
    made_by: z.string(),
    scope: z.enum(['company', 'team']),
    known_since: instantColumn,
    off: words.nullable(),
  })
  .transform(({ id, name, spec, made_by, scope, known_since, off }): StoredRule => {
    const read = ruleSpec.safeParse(spec)
    return {
      id: `${prefix}${id}`,
      spec: read.success ? read.data : undefined,
      name,
      madeBy: made_by,
      scope,
      knownSince: known_since,
      off,
    }
  })

/** Every rule that people made, oldest first; none in a database without the table. */
export const storedRules = (db: Db): Promise<StoredRule[]> =>
  rowsOf(
    db,
    row,
    'select id, name, spec, made_by, scope, known_since, off from revops.alert_rules order by position',
  ).catch((error: unknown) => {
    if (isUnmigrated(error)) return []
    throw error
  })

/** `changed` is called after each change and awaited: whoever plans by the rules learns of it at once. */
export function createAlertRules(pool: pg.Pool, changed: () => Promise<void>): AlertRules {
  return {
    all: () => storedRules(pool),
    opinions: (since) =>
      opinionsByAlert(pool, since).catch((error: unknown) => {
        if (isUnmigrated(error)) return []
        throw error
      }),
    async add({ spec, madeBy, scope, knownSince }) {
      const id = await inTransaction(pool, async (db) => {
        // One at a time, or two at once would pass the limit together.
        await execute(db, `select pg_advisory_xact_lock(hashtextextended('revops alert rules', 0))`)
        const [count] = await rowsOf(db, z.object({ n: countColumn }), 'select count(*) as n from revops.alert_rules')
        if ((count?.n ?? 0) >= mostRules) return undefined
        const [made] = await rowsOf(
          db,
          z.object({ id: z.string() }),
          `insert into revops.alert_rules (name, spec, made_by, scope, known_since)
           values ($1, $2, $3, $4, $5) returning id`,
          [spec.name, jsonText(spec), madeBy, scope, knownSince],
        )
        return made?.id
      })
      if (id === undefined) return 'too many'
      await changed()
      return `${prefix}${id}`
    },
    async change(id, spec, knownSince) {
      const touched = await execute(
        pool,
        `update revops.alert_rules set name = $2, spec = $3, known_since = $4, off = null where id::text = $1`,
        [keyOf(id), spec.name, jsonText(spec), knownSince],
      )
      await changed()
      return touched === 1
    },
    async remove(id) {
      const removed = await inTransaction(pool, async (db) => {
        const touched = await execute(db, 'delete from revops.alert_rules where id::text = $1', [keyOf(id)])
        await execute(db, 'delete from revops.alert_series where alert = $1', [id])
        // What failed or waited would otherwise wait for ever: nobody plans it any more.
        await execute(
          db,
          `update revops.runs set finished_at = clock_timestamp(), outcome = 'deleted'
           where kind = 'alert' and id = $1 and finished_at is null`,
          [id],
        )
        return touched === 1
      })
      await changed()
      return removed
    },
  }
}

/** Switches a rule off, if nobody has since it was looked at: true for whoever is to tell its maker. */
export const switchOff = async (db: Db, { id, knownSince }: StoredRule, why: Words): Promise<boolean> =>
  (await execute(
    db,
    `update revops.alert_rules set off = $2 where id::text = $1 and off is null and date_trunc('milliseconds', known_since) = $3`,
    [keyOf(id), jsonText(why), knownSince],
  )) === 1
