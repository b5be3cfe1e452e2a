import { type RelationName, relationContract, relationNames } from '../contract.ts'
import { sql } from '../sql.ts'
import { type Check, counted, defineCheck, number } from './check.ts'

const duplicateKey = (relation: RelationName): Check =>
  defineCheck({
    id: 'duplicate_key',
    relation,
    severity: 'error',
    rows: ({ t }) =>
      sql`select r.id as key from ${t[relation]} r where r.id is not null group by 1 having count(*) > 1`,
    words: (n) => ({
      en: `${relation}.id: ${counted(n, 'value stands', 'values stand')} on several rows, which all count`,
      ja: `${relation}.idの重複が${number(n)}件：同じものが重複して集計されます`,
    }),
  })

const noKey = (relation: RelationName, column: 'id' | 'opportunity_id'): Check =>
  defineCheck({
    id: 'no_key',
    relation,
    severity: 'error',
    where: () => (column === 'id' ? sql`r.id is null` : sql`r.opportunity_id is null`),
    words: (n) => ({
      en: `${relation}.${column}: empty on ${counted(n, 'row')}, which nothing can refer to`,
      ja: `${relation}.${column}が空の行が${number(n)}件：ほかのデータと結び付きません`,
    }),
  })

/** One row of usage per customer and day; several may be one per product, or the same day landed twice. */
const severalUsageRows = defineCheck({
  id: 'several_rows_a_day',
  relation: 'product_usage',
  severity: 'warning',
  rows: ({ t }) => sql`select concat_ws(' ', r.account_id, r.day) as key from ${t.product_usage} r
    where r.account_id is not null and r.day is not null group by r.account_id, r.day having count(*) > 1`,
  words: (n) => ({
    en: `product_usage: ${counted(n, 'day of an account has', 'days of accounts have')} several rows, which are added up`,
    ja: `product_usageに同じアカウント・同じ日の行が複数あるものが${number(n)}件：合算されます`,
  }),
})

const keyed = relationNames.filter((name) => relationContract(name).columns.id?.primaryKey)

/** Keys that are not unique, or not there. */
export const keyChecks: readonly Check[] = [
  ...keyed.map(duplicateKey),
  ...keyed.map((name) => noKey(name, 'id')),
  noKey('opportunity_history', 'opportunity_id'),
  severalUsageRows,
]
