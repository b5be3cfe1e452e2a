import type { Connector } from '../define.ts'
import { ticket } from './shapes.ts'
import { surveyResponses } from './survey-responses.ts'
import { tickets } from './tickets.ts'

/** Zendesk as Fivetran lands it; its tickets are of the accounts that a CRM brought. */
export const zendesk: Connector = {
  name: 'zendesk',
  title: 'Zendesk',
  mappings: [tickets, surveyResponses],
  freshness: [ticket],
}
