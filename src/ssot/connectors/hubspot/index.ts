import type { Connector } from '../define.ts'
import { accountsOf } from './accounts.ts'
import { activitiesOf } from './activities.ts'
import { fivetran } from './fivetran.ts'
import { leadsOf } from './leads.ts'
import { opportunitiesOf } from './opportunities.ts'
import { opportunityHistoryOf } from './opportunity-history.ts'
import type { HubspotSource } from './source.ts'
import { stagesOf } from './stages.ts'
import { usersOf } from './users.ts'

/** The same mappings, over what a connector lands of HubSpot. */
export const hubspotConnector = (name: string, title: string, source: HubspotSource): Connector => ({
  name,
  title,
  mappings: [usersOf, accountsOf, stagesOf, opportunityHistoryOf, opportunitiesOf, leadsOf, activitiesOf].map(
    (mapping) => mapping(source),
  ),
  freshness: [source.deal, source.company, source.contact],
})

export const hubspot = hubspotConnector('hubspot', 'HubSpot', fivetran)
