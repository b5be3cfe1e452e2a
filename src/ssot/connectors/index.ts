import type { Connector } from './define.ts'
import { salesforce, salesforceAirbyte } from './salesforce/index.ts'

/** Every connector that `revops ssot connect` knows, by name. */
export const connectors: ReadonlyMap<string, Connector> = new Map(
  [salesforce, salesforceAirbyte].map((connector) => [connector.name, connector]),
)
