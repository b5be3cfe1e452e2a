import { bool, defineShape, id, instant, numeric, text } from '../shape.ts'

const gone = [bool('_fivetran_deleted')]
const active = bool('_fivetran_active')

export const ticket = defineShape({
  name: 'ticket',
  tables: ['ticket'],
  columns: {
    id: id('id'),
    organization_id: text('organization_id'),
    requester_id: text('requester_id'),
    priority: text('priority'),
    status: text('status'),
    merged_ids: text('merged_ticket_ids'),
    opened_at: instant('created_at'),
    updated_at: instant('updated_at'),
    synced: instant('_fivetran_synced'),
  },
  gone,
  active,
})

export const organization = defineShape({
  name: 'organization',
  tables: ['organization'],
  columns: { id: id('id'), name: text('name'), external_id: text('external_id') },
  gone,
  active,
})

export const user = defineShape({
  name: 'requester',
  tables: ['user'],
  columns: { id: id('id'), organization_id: text('organization_id') },
  gone,
  active,
})

/** One row for each change of a ticket's field. */
export const fieldChange = defineShape({
  name: 'field_change',
  tables: ['ticket_field_history'],
  columns: {
    ticket_id: id('ticket_id'),
    field: text('field_name'),
    at: instant('updated'),
    value: text('value'),
  },
})

/** Zendesk's own count of what happened to a ticket. */
export const metric = defineShape({
  name: 'metric',
  tables: ['ticket_metric', 'ticket_metrics'],
  columns: { ticket_id: id('ticket_id'), solved_at: instant('solved_at'), reopens: numeric('reopens') },
  gone,
  active,
})

export const rating = defineShape({
  name: 'rating',
  tables: ['satisfaction_rating', 'satisfaction_ratings'],
  columns: {
    id: id('id'),
    ticket_id: id('ticket_id'),
    score: text('score'),
    at: instant('updated_at', 'created_at'),
  },
  gone,
  active,
})
