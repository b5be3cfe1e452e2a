import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type Asked, type ByHand, one, several } from './hand-written.ts'

const active = (day: Sql): Sql => sql`s.started_on <= ${day} and (s.ended_on is null or s.ended_on > ${day})`

/** MRR by account at both ends of the period; `first_paid`: when it first paid anything. */
const bothEnds = ({ startDay, endDay }: Asked): Sql => sql`
  select coalesce(sum(s.mrr) filter (where ${active(startDay)}), 0) as began,
    coalesce(sum(s.mrr) filter (where ${active(endDay)}), 0) as ended,
    min(s.started_on) filter (where s.mrr > 0 and (s.ended_on is null or s.ended_on > s.started_on)) as first_paid
  from ssot.subscriptions s`

const movement = (which: (asked: Asked) => Sql): ByHand =>
  one(
    (asked) => sql`
    select coalesce(sum(ended - began) filter (where ${which(asked)}), 0) as value
    from (${bothEnds(asked)} group by s.account_id) m`,
  )

/** Those that paid at the start are all there is to look at. */
const retained = (figure: Sql, beside?: Sql): ByHand =>
  one(
    ({ startDay, endDay }) => sql`
    select ${figure} as value${beside ? sql`, ${beside} as beside` : sql``} from (
      select s.account_id, sum(s.mrr) filter (where ${active(startDay)}) as began, coalesce(sum(s.mrr) filter (where ${active(endDay)}), 0) as ended
      from ssot.subscriptions s
      where s.started_on <= ${endDay} and (s.ended_on is null or s.ended_on > ${startDay})
      group by s.account_id
    ) r where began > 0`,
  )

const stock = (figure: Sql): ByHand =>
  one(({ endDay }) => sql`select ${figure} as value from ssot.subscriptions s where ${active(endDay)}`)

const expanded = (type: Sql): ByHand =>
  one(
    ({ startDay, from, to }) => sql`
    select count(*) filter (where account_id in (
      select o.account_id from ssot.opportunities o join ssot.stages w on w.id = o.stage_id
      where w.outcome = 'won' and o.closed_at >= ${from} and o.closed_at < ${to} and ${type}))::float8 / count(*) as value
    from (
      select s.account_id from ssot.subscriptions s where ${active(startDay)} group by 1 having sum(s.mrr) > 0
    ) p`,
  )

const newCustomers = ({ from, to }: Asked): Sql => sql`
  select count(distinct o.account_id) as won
  from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
  where s.outcome = 'won' and coalesce(o.type, 'new') = 'new' and o.closed_at >= ${from} and o.closed_at < ${to}
    and not exists (
      select from ssot.opportunities e join ssot.stages es on es.id = e.stage_id
      where e.account_id = o.account_id and es.outcome = 'won' and coalesce(e.type, 'new') = 'new' and e.closed_at < ${from})`

const acquisitionCosts = ({ fromDay, toDay }: Asked): Sql => sql`
  select sum(c.amount) as costs from ssot.costs c
  where c.department in ('marketing', 'sales') and c.day >= ${fromDay} and c.day < ${toDay}`

/** MRR and customers at the end, and what of the start was kept: one look at the subscriptions. */
const lifetimeValue = ({ startDay, endDay }: Asked): Sql => sql`
  select sum(ended) as mrr, count(*) filter (where ended > 0) as customers,
    sum(least(began, ended)) filter (where began > 0) / sum(began) filter (where began > 0) as grr
  from (
    select coalesce(sum(s.mrr) filter (where ${active(startDay)}), 0) as began, coalesce(sum(s.mrr) filter (where ${active(endDay)}), 0) as ended
    from ssot.subscriptions s
    where s.started_on <= ${endDay} and (s.ended_on is null or s.ended_on > ${startDay})
    group by s.account_id
  ) b`

function lifetimeOf(
  { mrr = 0, customers = 0, grr = 0 }: Readonly<Record<string, number>>,
  { days, grossMargin }: Asked,
): number {
  const churn = 1 - grr ** (1 / ((days * 12) / 365.25))
  return (mrr / customers) * grossMargin * Math.min(1 / churn, 60)
}

/** Figures of what customers pay. */
export const customers: Readonly<Record<string, ByHand>> = {
  revenue: one(
    ({ fromDay, toDay }) => sql`
    select sum(r.amount) as value from ssot.revenue r where r.recognized_on >= ${fromDay} and r.recognized_on < ${toDay}`,
  ),
  revenue_growth: one(
    ({ beforeDay, fromDay, toDay }) => sql`
    select sum(r.amount) filter (where r.recognized_on >= ${fromDay}) / sum(r.amount) filter (where r.recognized_on < ${fromDay}) - 1 as value
    from ssot.revenue r where r.recognized_on >= ${beforeDay} and r.recognized_on < ${toDay}`,
  ),
  mrr: stock(sql`sum(s.mrr)`),
  arr: stock(sql`sum(s.mrr) * 12`),
  customers: one(
    ({ endDay }) => sql`
    select count(*) as value from (
      select from ssot.subscriptions s where ${active(endDay)} group by s.account_id having sum(s.mrr) > 0) p`,
  ),
  mrr_new: movement(({ startDay }) => sql`began <= 0 and ended > 0 and not coalesce(first_paid <= ${startDay}, false)`),
  mrr_reactivation: movement(({ startDay }) => sql`began <= 0 and ended > 0 and first_paid <= ${startDay}`),
  mrr_expansion: movement(() => sql`began > 0 and ended > began`),
  mrr_contraction: movement(() => sql`began > 0 and ended > 0 and ended < began`),
  mrr_churned: movement(() => sql`began > 0 and ended <= 0`),
  nrr: retained(sql`sum(ended) / sum(began)`),
  grr: retained(sql`sum(least(began, ended)) / sum(began)`),
  logo_churn: retained(
    sql`count(*) filter (where ended <= 0)::float8 / count(*)`,
    // Those that lapsed while their renewal is open.
    sql`count(*) filter (where ended <= 0 and account_id in (
      select o.account_id from ssot.opportunities o join ssot.stages w on w.id = o.stage_id
      where w.outcome = 'open' and o.type = 'renewal'))`,
  ),
  retention_rate: retained(sql`count(*) filter (where ended > 0)::float8 / count(*)`),
  revenue_churn: retained(sql`1 - sum(least(began, ended)) / sum(began)`),
  upsell_rate: expanded(sql`o.type = 'expansion'`),
  cross_sell_rate: expanded(sql`o.type = 'cross_sell'`),
  expansion_rate: expanded(sql`o.type in ('expansion', 'cross_sell')`),
  new_customers: several(
    (asked) => [newCustomers(asked)],
    ({ won = 0 }) => won,
  ),
  cac: several(
    (asked) => [newCustomers(asked), acquisitionCosts(asked)],
    ({ won = 0, costs = 0 }) => costs / won,
  ),
  ltv: several((asked) => [lifetimeValue(asked)], lifetimeOf),
  ltv_cac: several(
    (asked) => [lifetimeValue(asked), newCustomers(asked), acquisitionCosts(asked)],
    ({ won = 0, costs = 0, ...rest }, asked) => lifetimeOf(rest, asked) / (costs / won),
  ),
}
