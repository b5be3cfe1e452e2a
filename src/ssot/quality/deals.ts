import { type Sql, sql } from '../sql.ts'
import { type Check, type CheckContext, counted, defineCheck, number } from './check.ts'

/** Deals with what their stage says of them; those in a stage nobody knows are told by their key. */
const staged = ({ t }: CheckContext): Sql => sql`(
  select o.id, o.owner_id, o.amount, o.created_at, o.closed_at, s.outcome
  from ${t.opportunities} o
  join (select id, max(outcome) as outcome from ${t.stages} x group by 1) s on s.id = o.stage_id)`

const shared = { relation: 'opportunities', over: staged } as const
const closed = sql`r.outcome in ('won', 'lost')`

/** `closed_at` of a deal in an open stage says nothing, and is not looked at. */
export const dealChecks: readonly Check[] = [
  defineCheck({
    ...shared,
    id: 'closed_before_created',
    severity: 'error',
    needs: ['opportunities.closed_at'],
    columns: ['closed_at'],
    // By the day: a close that is only a date is midnight, and a deal may be entered on the day it is won.
    where: ({ zone }) =>
      sql`${closed} and (r.closed_at at time zone ${zone})::date < (r.created_at at time zone ${zone})::date`,
    words: (n) => ({
      en: `opportunities.closed_at: ${counted(n, 'deal was', 'deals were')} closed before created; the period or the cycle is wrong`,
      ja: `作成日より前にクローズした商談が${number(n)}件：集計期間または所要日数が正しくありません`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'closed_in_the_future',
    severity: 'error',
    needs: ['opportunities.closed_at'],
    columns: ['closed_at'],
    where: ({ future }) => sql`${closed} and r.closed_at > ${future}`,
    words: (n) => ({
      en: `opportunities.closed_at: ${counted(n, 'closed deal is', 'closed deals are')} dated in the future, and not counted until then`,
      ja: `closed_atが未来の日付のクローズ済み商談が${number(n)}件：その日まで集計されません`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'closed_without_date',
    severity: 'warning',
    needs: ['opportunities.closed_at'],
    columns: ['closed_at'],
    told: true,
    where: () => sql`${closed} and r.closed_at is null`,
    words: (n) => ({
      en: `${counted(n, 'closed deal has', 'closed deals have')} no closed_at: left out of everything that goes by it`,
      ja: `closed_atのないクローズ済み商談が${number(n)}件：クローズ日による集計から除外`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'open_without_amount',
    severity: 'warning',
    columns: ['amount'],
    where: () => sql`r.outcome = 'open' and r.amount is null`,
    words: (n) => ({
      en: `${counted(n, 'open deal has', 'open deals have')} no amount: counted, and left out of sums`,
      ja: `金額が未入力の進行中商談が${number(n)}件：件数に含み、金額の合計からは除外`,
    }),
  }),
  defineCheck({
    ...shared,
    id: 'open_without_owner',
    severity: 'warning',
    where: () => sql`r.outcome = 'open' and r.owner_id is null`,
    words: (n) => ({
      en: `${counted(n, 'open deal has', 'open deals have')} no owner: in nobody’s own figures`,
      ja: `担当者のいない進行中商談が${number(n)}件：担当者別の数値に含まれません`,
    }),
  }),
]
