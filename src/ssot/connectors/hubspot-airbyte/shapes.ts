import { hubspotShapes } from '../hubspot/shapes.ts'
import { bool, defineShape, id, instant, json, type Origin, text } from '../shape.ts'

/** A property is a column `properties_<name>` where the destination flattened them, and a key of `properties` in any case. */
const property = (key: string): readonly Origin[] => [`properties_${key}`, { json: 'properties', key }]

export const objects = hubspotShapes({
  tables: { company: 'companies', deal: 'deals', contact: 'contacts', owner: 'owners' },
  property,
  gone: ['archived'],
  synced: '_airbyte_extracted_at',
  created: ['created_at'],
  updated: ['updated_at', '_airbyte_extracted_at'],
})

/** Owners who were archived, a stream of its own. */
export const archivedOwner = defineShape({ ...objects.owner, name: 'archived_owner', tables: ['owners_archived'] })

export const pipeline = defineShape({
  name: 'deal_pipeline',
  tables: ['deal_pipelines'],
  columns: { id: id('pipeline_id', 'id'), label: text('label'), stages: json('stages') },
})

export const propertyChange = defineShape({
  name: 'property_change',
  tables: ['deals_property_history'],
  columns: {
    deal_id: id('deal_id'),
    at: instant('timestamp', 'persistence_timestamp'),
    property: text('property', 'name'),
    source: text('source', 'source_type'),
    value: text('value'),
    deleted: bool('is_deleted'),
  },
})

/** A stream for each kind of engagement, with the records it is linked to as arrays of ids. */
export const engagementOf = (kind: 'call' | 'email' | 'meeting' | 'note' | 'task') =>
  defineShape({
    name: `engagement_${kind}`,
    tables: [`engagements_${kind}s`],
    columns: {
      id: id('id'),
      at: instant(...property('hs_timestamp'), ...property('hs_createdate'), 'created_at'),
      owner_id: text(...property('hubspot_owner_id')),
      status: text(...property('hs_task_status')),
      deals: json('deals'),
      companies: json('companies'),
      contacts: json('contacts'),
    },
    gone: [bool('archived')],
  })

/** The older stream of all kinds. */
export const engagement = defineShape({
  name: 'engagement',
  tables: ['engagements'],
  columns: {
    id: id('id'),
    kind: text('type'),
    at: instant('timestamp', 'created_at'),
    owner_id: text('owner_id'),
    links: json('associations'),
  },
})
