import type { Connector } from '../define.ts'
import { subscription } from './shapes.ts'
import { subscriptions } from './subscriptions.ts'

/** Stripe's subscriptions as Fivetran lands them. */
export const stripe: Connector = {
  name: 'stripe',
  title: 'Stripe',
  mappings: [subscriptions],
  freshness: [subscription],
}
