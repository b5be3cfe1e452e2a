import type { RelationName } from '../../../src/ssot/contract.ts'
import type { Row } from '../row.ts'
import { accounts } from './accounts.ts'
import { campaigns, costs, traffic } from './campaigns.ts'
import { activities, surveys, tickets, usage } from './customers.ts'
import { leads } from './leads.ts'
import { history, opportunities } from './opportunities.ts'
import { people } from './people.ts'
import { forecasts, targets } from './plans.ts'
import { stages } from './stages.ts'
import { revenue, subscriptions } from './subscriptions.ts'
import { instantText, type World } from './world.ts'

type Relations = { readonly [N in RelationName]: (world: World) => Iterable<Row<N>> }

/** Every relation of the contract, row by row; none is ever held as a whole. */
export const relations: Relations = {
  users: people,
  accounts,
  stages,
  opportunities,
  opportunity_history: history,
  leads,
  campaigns,
  costs,
  activities,
  web_traffic: traffic,
  subscriptions,
  revenue,
  tickets,
  survey_responses: surveys,
  product_usage: usage,
  targets,
  forecasts,
  freshness: ({ now }) => [{ source: 'generator', synced_at: instantText(now - 1) }],
}
