import { defineMapping } from '../define.ts'
import { dayOf, midnight } from '../guesses.ts'
import { mapped } from '../mapped.ts'
import { payerStep } from './customers.ts'
import { reductionSteps } from './discounts.ts'
import { priceSteps } from './prices.ts'
import { customer, itemVersion, plan, price, subscription, subscriptionItem, subscriptionVersion } from './shapes.ts'
import { spanSteps } from './spans.ts'
import { lineStep, runningStep, stateStep } from './states.ts'

/**
 * Spans of constant monthly recurring revenue, one line for each item of a subscription and price or quantity it had. The
 * span that is running has the end of its billing period for a term, and renews itself unless its end is announced.
 */
export const subscriptions = defineMapping({
  relation: 'subscriptions',
  needs: [[subscription], [subscriptionItem], [price, plan], [customer]],
  select(setting) {
    const { zone } = setting
    const end = dayOf(mapped`r.ends_at`, zone)
    const last = mapped`(s.ended_on is null or s.ended_on = ${end})`
    return {
      steps: [
        payerStep(setting),
        runningStep(setting),
        stateStep(setting),
        lineStep(setting),
        ...priceSteps(setting),
        ...reductionSteps(setting),
        ...spanSteps,
      ],
      columns: {
        id: mapped`s.item_id || ':' || to_char(s.started_on, 'YYYY-MM-DD')`,
        account_id: mapped`coalesce(payer.account_id, r.customer_id)`,
        product: mapped`s.product`,
        started_on: mapped`s.started_on`,
        ended_on: mapped`s.ended_on`,
        mrr: mapped`s.mrr`,
        currency: mapped`upper(s.currency)`,
        term_ends_on: mapped`case when ${last} then coalesce(s.ended_on, ${dayOf(mapped`coalesce(s.period_ends_at, r.period_ends_at)`, zone)}) end`,
        auto_renew: mapped`r.ends_at is null or not ${last}`,
        end_known_at: mapped`case when s.ended_on = ${end} then coalesce(r.end_known_at, r.ends_at) else ${midnight(mapped`s.ended_on`, zone)} end`,
      },
      from: mapped`
        span s
        join running r on r.id = s.subscription_id
        left join payer on payer.customer_id = r.customer_id`,
      notes: [
        ...(setting.has(itemVersion) ? [] : [pastPrices]),
        ...(setting.has(subscriptionVersion) ? [] : [pastStates]),
      ],
    }
  },
})

const pastPrices = {
  en: 'Stripe’s items are landed without history: a price or quantity that changed reads as if it had always been today’s. Switch on history mode for subscription_item to keep what comes',
  ja: 'Stripeの明細に履歴がないため、価格や数量の変更前も現在の値とします。今後のためにsubscription_itemのヒストリーモードを有効にしてください',
}
const pastStates = {
  en: 'Stripe’s subscriptions are landed without history: pauses and arrears of the past are not known',
  ja: 'Stripeの契約に履歴がないため、過去の一時停止や未払いは分かりません',
}
