import { hubspotConnector } from '../hubspot/index.ts'
import { airbyte } from './source.ts'

export const hubspotAirbyte = hubspotConnector('hubspot-airbyte', 'HubSpot (Airbyte)', airbyte)
