import { z } from 'zod'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import { defineListing, type Listing } from '../../query/listing.ts'
import { type HealthInput, healthInputs } from '../../ssot/fact.ts'
import { identifier, type Sql, sql } from '../../ssot/sql.ts'

const inputColumns = Object.fromEntries(
  healthInputs.flatMap((name) => [
    [name, sql`f.${identifier(name)}`],
    [`${name}_weight`, sql`f.${identifier(`${name}_weight`)}`],
    [`${name}_raw`, sql`f.${identifier(`${name}_raw`)}`],
  ]),
)

const row = z
  .looseObject({
    id: z.string(),
    name: z.string().nullable(),
    segment: z.string().nullable(),
    owner: z.string().nullable(),
    csm: z.string().nullable(),
    csm_id: z.string().nullable(),
    owner_id: z.string().nullable(),
    mrr: z.number(),
    score: z.number().nullable(),
    band: z.enum(['healthy', 'watch', 'at_risk', 'unknown']),
    is_new: z.boolean(),
    term_end: z.string().nullable(),
    /** Every subscription of it renews by itself, so no term ends. */
    renews_itself: z.boolean(),
    renewal_id: z.string().nullable(),
    cancelled: z.boolean(),
  })
  .transform((found) => ({ ...found, inputs: inputsOf(found) }))

/** A paying account and its health, with every input's score, weight and raw figure. */
export type AccountRow = z.output<typeof row>

export interface InputReading {
  readonly score: number | null
  readonly weight: number
  readonly raw: number | null
}

function inputsOf(found: Readonly<Record<string, unknown>>): Readonly<Record<HealthInput, InputReading>> {
  const number = (name: string): number | null => {
    const value = found[name]
    return typeof value === 'number' ? value : null
  }
  const entries = healthInputs.map((name) => [
    name,
    { score: number(name), weight: number(`${name}_weight`) ?? 0, raw: number(`${name}_raw`) },
  ])
  return Object.fromEntries(entries) as Record<HealthInput, InputReading>
}

/** Narrowed to some accounts, or to one band. */
export const accountsWhere = (condition: Sql): Listing<AccountRow> =>
  defineListing({ ...accountsByHealth, where: () => condition })

/** Who has given notice is no risk any more but a fact, told apart. */
export const atRisk: Sql = sql`f.band = 'at_risk' and not f.cancelled`
export const among = (ids: readonly string[]): Sql => sql`f.account_id = any(${ids}::text[])`

/** Paying accounts, the least healthy first and among equals the largest. */
const accountsByHealth = defineListing({
  fact: accountHealth,
  joins: ['account', 'owner', 'csm'],
  columns: {
    id: sql`f.account_id`,
    name: sql`account.name`,
    segment: sql`account.segment`,
    owner: sql`owner.name`,
    owner_id: sql`account.owner_id`,
    csm: sql`csm.name`,
    csm_id: sql`account.csm_id`,
    mrr: sql`f.mrr`,
    score: sql`f.score`,
    band: sql`f.band`,
    is_new: sql`f.is_new`,
    term_end: sql`f.term_end`,
    renews_itself: sql`f.renews_itself`,
    renewal_id: sql`f.renewal_id`,
    cancelled: sql`f.cancelled`,
    ...inputColumns,
  },
  row,
  orderBy: sql`f.score nulls last, f.mrr desc, f.account_id`,
})
