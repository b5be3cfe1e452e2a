import type { Connector } from './define.ts'
import { hubspot } from './hubspot/index.ts'
import { hubspotAirbyte } from './hubspot-airbyte/index.ts'
import { salesforce, salesforceAirbyte } from './salesforce/index.ts'
import { stripe } from './stripe/index.ts'
import { zendesk } from './zendesk/index.ts'

/** Every connector that `revops ssot connect` knows, by name. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [salesforce, salesforceAirbyte, hubspot, hubspotAirbyte, zendesk, stripe].map((connector) => [
    connector.name,
    connector,
  ]),
)
