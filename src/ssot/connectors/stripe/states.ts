import type { Setting, Step } from '../define.ts'
import { dayOf } from '../guesses.ts'
import { as, columnsOf, type Mapped, mapped } from '../mapped.ts'
import { itemVersion, subscription, subscriptionItem, subscriptionVersion } from './shapes.ts'

const s = columnsOf(subscription, 's')
const v = columnsOf(subscriptionVersion, 'v')
const i = columnsOf(subscriptionItem, 'i')
const w = columnsOf(itemVersion, 'w')

/** A subscription that is in arrears still runs; one on trial, unpaid or incomplete, or whose invoices are voided, does not. */
const paying = (status: Mapped, pause: Mapped): Mapped =>
  mapped`lower(${status}) in ('active', 'past_due') and coalesce(lower(${pause}), 'keep_as_draft') = 'keep_as_draft'`

/** The last day that some connectors write for “not yet”. */
const known = (instant: Mapped): Mapped => mapped`case when ${instant} < timestamptz '2050-01-01' then ${instant} end`

/**
 * A step `running (id, customer_id, created_at, starts_at, ends_at, end_known_at, period_ends_at)`: each subscription from
 * the day it is paid for, after its trial, to the end that is known. Of one that stopped paying without ending, only
 * history knows since when: without it, it ran until its present period.
 */
export const runningStep = (setting: Setting): Step => {
  const stopped = mapped`
    case when not (${paying(s.status, s.pause)}) and lower(${s.status}) <> 'canceled'
      then coalesce(${s.period_starts_at}, period.starts_at) end`
  return {
    name: 'running',
    why: 'A trial is no revenue; an end that is announced is known before it comes.',
    body: mapped`
      select ${s.id} as id, ${s.customer_id} as customer_id, ${s.created_at} as created_at,
        greatest(${s.started_at}, case when lower(${s.status}) <> 'trialing' then ${s.trial_ends_at} end) as starts_at,
        least(
          coalesce(${s.ended_at}, case when lower(${s.status}) = 'canceled' then ${s.canceled_at} end),
          ${s.cancels_at},
          case when ${s.cancels_at_period_end} then coalesce(${s.period_ends_at}, period.ends_at) end,
          ${setting.has(subscriptionVersion) ? mapped`null` : stopped}
        ) as ends_at,
        coalesce(${s.canceled_at}, ${s.ended_at}) as end_known_at,
        ${known(mapped`coalesce(${s.period_ends_at}, period.ends_at)`)} as period_ends_at
      from ${as(subscription, 's')}
      left join (
        select ${i.subscription_id} as subscription_id, min(${i.period_starts_at}) as starts_at, max(${i.period_ends_at}) as ends_at
        from ${as(subscriptionItem, 'i')}
        group by 1
      ) period on period.subscription_id = ${s.id}
      where ${s.live} is not false
        and lower(${s.status}) <> all (${setting.has(subscriptionVersion) ? ['incomplete_expired'] : neverPaid})`,
  }
}

/** States of a subscription that has not been paid for yet. */
const neverPaid = ['trialing', 'incomplete', 'incomplete_expired', 'paused']

/** A step `state (subscription_id, from_day, to_day, paying)`, of history where it is landed: else of today's state alone. */
export function stateStep(setting: Setting): Step {
  const whole = mapped`
    select r.id as subscription_id, ${day(mapped`r.starts_at`, setting)} as from_day, ${day(mapped`r.ends_at`, setting)} as to_day, true as paying
    from running r`
  const versions = mapped`
    select r.id as subscription_id, ${day(mapped`greatest(r.starts_at, x.valid_from)`, setting)} as from_day,
      ${day(mapped`least(r.ends_at, x.valid_to)`, setting)} as to_day, x.paying
    from running r
    join (
      select ${v.id} as id, ${paying(v.status, v.pause)} as paying,
        -- The first version is carried back to the beginning.
        case when row_number() over versions > 1 then ${v.valid_from} end as valid_from, lead(${v.valid_from}) over versions as valid_to
      from ${as(subscriptionVersion, 'v')}
      window versions as (partition by ${v.id} order by ${v.valid_from})
    ) x on x.id = r.id`
  return { name: 'state', body: setting.has(subscriptionVersion) ? versions : whole }
}

/** A step `line (id, subscription_id, price_id, quantity, period_ends_at, from_day, to_day)`: what was subscribed to, and when. */
export function lineStep(setting: Setting): Step {
  const versioned = setting.has(itemVersion)
  const x = versioned ? w : i
  const first = mapped`case when x.created_at > r.created_at + interval '1 hour' then x.created_at else r.starts_at end`
  return {
    name: 'line',
    why: 'An item that was there from the first is as old as its subscription, which may be dated back.',
    body: versioned
      ? mapped`
        select x.id, x.subscription_id, x.price_id, x.quantity, x.period_ends_at,
          ${day(mapped`case when x.nth = 1 then ${first} else x.valid_from end`, setting)} as from_day,
          ${day(mapped`coalesce(x.next_from, x.removed_at)`, setting)} as to_day
        from (
          select ${w.id} as id, ${w.subscription_id} as subscription_id, ${w.price_id} as price_id, ${w.quantity} as quantity,
            ${w.created_at} as created_at, ${known(w.period_ends_at)} as period_ends_at, ${w.valid_from} as valid_from,
            row_number() over versions as nth, lead(${w.valid_from}) over versions as next_from,
            case when ${w.active} is false then ${known(w.valid_to)} end as removed_at
          from ${as(itemVersion, 'w')}
          window versions as (partition by ${w.id} order by ${w.valid_from})
        ) x
        join running r on r.id = x.subscription_id`
      : mapped`
        select x.id, x.subscription_id, x.price_id, x.quantity, x.period_ends_at, ${day(first, setting)} as from_day, null::date as to_day
        from (
          select ${x.id} as id, ${x.subscription_id} as subscription_id, ${x.price_id} as price_id, ${x.quantity} as quantity,
            ${x.created_at} as created_at, ${known(x.period_ends_at)} as period_ends_at
          from ${as(subscriptionItem, 'i')}
        ) x
        join running r on r.id = x.subscription_id`,
  }
}

const day = (instant: Mapped, { zone }: Setting): Mapped => dayOf(instant, zone)
