import { z } from 'zod'
import { type RelationName, relationContract, relationNames } from '../contract.ts'
import type { SsotPool } from '../pool.ts'
import { currencyCode, join, sql } from '../sql.ts'
import type { MappedSsot } from '../tables.ts'
import type { QualityFinding } from './finding.ts'

/** What a relation may hold that could not be asked: its amounts are not added up either. */
export const unknownCurrency = '?'

const found = z.object({ relation: z.enum(relationNames), currency: z.string() })

/** Relations that name currencies, where they are connected. */
export const naming = ({ has }: Pick<MappedSsot, 'has'>): RelationName[] =>
  relationNames.filter((name) => 'currency' in relationContract(name).columns && has(`${name}.currency`))

/** One other currency of each relation that has one; it stops at the first. */
export async function foreignCurrencies(
  pool: SsotPool,
  { tables }: Pick<MappedSsot, 'tables'>,
  relations: readonly RelationName[],
  currency: string,
): Promise<Map<RelationName, string>> {
  if (relations.length === 0) return new Map()
  const base = currencyCode(currency)
  const selects = relations.map(
    // The plain comparisons come first: they spare most rows the other one. Not `<>`, which no index answers.
    (name) => sql`(select ${name}::text as relation, upper(btrim(r.currency)) as currency from ${tables[name]} r
      where (r.currency < ${base} or r.currency > ${base}) and upper(btrim(r.currency)) not in ('', ${base}) limit 1)`,
  )
  const rows = await pool.query(join(selects, ' union all '), found)
  return new Map(rows.map((each) => [each.relation, each.currency]))
}

export const foreignFinding = (relation: RelationName, other: string, base: string): QualityFinding => ({
  check: 'foreign_currency',
  relation,
  severity: 'error',
  count: 1,
  example: other,
  amounts: true,
  words: {
    en: `${relation} holds amounts in ${other}, not only in ${base}: convert them in the view. Until then its sums are not shown`,
    ja: `${relation}に${base}以外の通貨（${other}）があります。ビューで換算してください。それまで合計は表示しません`,
  },
})
