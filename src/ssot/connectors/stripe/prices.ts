import type { Setting, Step } from '../define.ts'
import { as, columnsOf, type Mapped, mapped, unionAll } from '../mapped.ts'
import { plan, price, product } from './shapes.ts'

/** Currencies whose smallest unit is the unit itself, and those of a thousand: https://docs.stripe.com/currencies. */
const whole = ['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf']
const thousandths = ['bhd', 'jod', 'kwd', 'omr', 'tnd']

/** How many of the smallest unit make one of a currency. */
const unitsOf = (currency: Mapped): Mapped =>
  mapped`case when lower(${currency}) = any (${whole}) then 1 when lower(${currency}) = any (${thousandths}) then 1000 else 100 end`

/** How often a price recurs in a month: a year has 12 months and 365.25 days, as everywhere in the KPIs. */
const perMonth = (interval: Mapped, count: Mapped): Mapped => mapped`
  case lower(${interval})
    when 'month' then 1.0
    when 'year' then 1.0 / 12
    when 'week' then 365.25 / 7 / 12
    when 'day' then 365.25 / 12
  end / coalesce(nullif(${count}, 0), 1)`

/**
 * A step `priced (id, currency, unit, per_month, pack, pack_rounding, units, product)`: prices, and plans of before there were
 * prices. `unit` is in the currency, and null where usage or tiers decide: nobody has promised to pay that each month.
 */
export function priceSteps(setting: Setting): Step[] {
  const of = (shape: typeof price | typeof plan): Mapped => {
    const p = columnsOf(shape, 'p')
    return mapped`
      select ${p.id} as id, ${p.currency} as currency, ${unitsOf(p.currency)} as units,
        case when coalesce(lower(${p.usage}), 'licensed') = 'licensed' then coalesce(${p.amount}, ${p.whole_amount}) end as amount,
        ${perMonth(p.interval, p.interval_count)} as per_month, ${p.pack} as pack, ${p.pack_rounding} as pack_rounding,
        ${p.product_id} as product_id, ${p.nickname} as nickname, ${shape === plan} as is_plan
      from ${as(shape, 'p')}`
  }
  const d = columnsOf(product, 'd')
  const landed = [...(setting.has(price) ? [of(price)] : []), ...(setting.has(plan) ? [of(plan)] : [])]
  return [
    {
      name: 'listed',
      why: 'Amounts are in the smallest unit of their currency: yen are whole, dinars thousandths.',
      body: unionAll(...landed),
    },
    {
      name: 'priced',
      body: mapped`
        select distinct on (l.id) l.*, l.amount / l.units as unit, coalesce(${d.name}, l.nickname, l.product_id) as product
        from listed l
        left join ${as(product, 'd')} on ${d.id} = l.product_id
        order by l.id, l.is_plan`,
    },
  ]
}
