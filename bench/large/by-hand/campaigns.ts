import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type ByHand, type Figure, numberOf } from './hand-written.ts'

const leadsBy = (column: Sql, from: Sql, to: Sql): Sql => sql`
  select l.campaign_id as key, count(*) as value from ssot.leads l where ${column} >= ${from} and ${column} < ${to} group by 1`

/** In the order of the statements. */
const columns = ['leads', 'mqls', 'sqls', 'opportunities_created', 'bookings', 'costs']

/** What each campaign brought and cost: one statement per relation and date, put side by side here. */
export const campaignPerformance: ByHand = ({ from, to, fromDay, toDay, grossMargin }) => ({
  statements: [
    leadsBy(sql`l.created_at`, from, to),
    leadsBy(sql`l.mql_at`, from, to),
    leadsBy(sql`l.sql_at`, from, to),
    sql`select o.campaign_id as key, count(*) as value from ssot.opportunities o
      where o.created_at >= ${from} and o.created_at < ${to} group by 1`,
    sql`select o.campaign_id as key, sum(o.amount) as value
      from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
      where s.outcome = 'won' and o.closed_at >= ${from} and o.closed_at < ${to} group by 1`,
    sql`select c.campaign_id as key, sum(c.amount) as value from ssot.costs c
      where (c.campaign_id is not null or c.department = 'marketing') and c.day >= ${fromDay} and c.day < ${toDay} group by 1`,
  ],
  figures(results) {
    const byColumn = results.map((rows) => new Map(rows.map(({ key, value }) => [textOf(key), numberOf(value)])))
    const keys = new Set(byColumn.flatMap((found) => [...found.keys()]))
    return [...keys].flatMap((key) => {
      const at = (column: string): number => byColumn[columns.indexOf(column)]?.get(key) ?? 0
      // Without a campaign they are unallocated: nothing to divide.
      const [mqls, won, costs] = [at('mqls'), at('bookings'), key === null ? 0 : at('costs')]
      const simple = columns.map((column): Figure => ({ column, key, value: at(column) }))
      return [
        ...simple,
        { column: 'cost_per_mql', key, value: mqls > 0 && costs > 0 ? costs / mqls : null },
        { column: 'marketing_roi', key, value: costs > 0 ? (grossMargin * won - costs) / costs : null },
      ]
    })
  },
})

const textOf = (key: unknown): string | null => (key === null ? null : String(key))
