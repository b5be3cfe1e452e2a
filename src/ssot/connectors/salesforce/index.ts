import type { Connector } from '../define.ts'
import { accounts } from './accounts.ts'
import { activities } from './activities.ts'
import { campaigns } from './campaigns.ts'
import { opportunity } from './deal-shapes.ts'
import { leads } from './leads.ts'
import { opportunities } from './opportunities.ts'
import { opportunityHistory } from './opportunity-history.ts'
import { account, lead, user } from './shapes.ts'
import { stages } from './stages.ts'
import { users } from './users.ts'

const mappings = [users, accounts, stages, opportunityHistory, opportunities, leads, campaigns, activities]
const freshness = [opportunity, account, lead, user]

/** Salesforce as Fivetran lands it. */
export const salesforce: Connector = { name: 'salesforce', title: 'Salesforce', mappings, freshness }

/** Salesforce as Airbyte lands it: the same objects and columns, under the names of Salesforce's API. */
export const salesforceAirbyte: Connector = { ...salesforce, name: 'salesforce-airbyte', title: 'Salesforce (Airbyte)' }
