import type { Setting, Step } from '../define.ts'
import { dayOf } from '../guesses.ts'
import { as, columnsOf, type Mapped, mapped, unionAll } from '../mapped.ts'
import { coupon, discounts } from './shapes.ts'

const c = columnsOf(coupon, 'c')

/**
 * A step `reduction (subscription_id, from_day, to_day, kept, amount_off, currency)`: what coupons take off, `kept` a
 * fraction and `amount_off` in the smallest unit of each invoice. A coupon for one invoice changes nothing that recurs; a
 * customer's discount holds for subscriptions that have none of their own.
 */
export function reductionSteps(setting: Setting): Step[] {
  const landed = discounts.filter((shape) => setting.has(shape))
  const none = mapped`
    select null::text as subscription_id, null::date as from_day, null::date as to_day, null::numeric as kept,
      null::numeric as amount_off, null::text as currency
    where false`
  if (landed.length === 0 || !setting.has(coupon)) return [{ name: 'reduction', body: none }]
  const given = (shape: (typeof discounts)[number]): Mapped => {
    const d = columnsOf(shape, 'd')
    return mapped`
      select ${d.id} as id, ${d.coupon_id} as coupon_id, ${d.subscription_id} as subscription_id, ${d.customer_id} as customer_id,
        ${dayOf(d.starts_at, setting.zone)} as from_day, ${dayOf(d.ends_at, setting.zone)} as to_day
      from ${as(shape, 'd')}
      where ${d.invoice_id} is null`
  }
  return [
    { name: 'given', body: unionAll(...landed.map(given)) },
    {
      name: 'granted',
      body: mapped`
        select d.*, r.id as running_id from given d join running r on r.id = d.subscription_id
        union all
        select d.*, r.id
        from given d
        join running r on r.customer_id = d.customer_id
        where d.subscription_id is null and not exists (select 1 from given own where own.subscription_id = r.id)`,
    },
    {
      name: 'reduction',
      why: 'A coupon for one invoice changes nothing that recurs.',
      body: mapped`
        select distinct on (d.id, d.running_id) d.running_id as subscription_id, d.from_day, d.to_day,
          1 - coalesce(${c.percent_off}, 0) / 100 as kept, coalesce(${c.amount_off}, 0) as amount_off, ${c.currency} as currency
        from granted d
        join ${as(coupon, 'c')} on ${c.id} = d.coupon_id
        where lower(coalesce(${c.duration}, 'forever')) <> 'once'
        order by d.id, d.running_id`,
    },
  ]
}
