import { bool, defineShape, id, instant, int, numeric, text } from '../shape.ts'
import { hubspotShapes } from './shapes.ts'

const gone = [bool('_fivetran_deleted'), bool('is_deleted')]

/** The objects; their properties are columns `property_<name>`. */
export const objects = hubspotShapes({
  tables: { company: 'company', deal: 'deal', contact: 'contact', owner: 'owner' },
  property: (key) => [`property_${key}`],
  gone: ['_fivetran_deleted', 'is_deleted'],
  synced: '_fivetran_synced',
  created: [],
  updated: ['_fivetran_synced'],
})

export const user = defineShape({
  name: 'hub_user',
  tables: ['users'],
  columns: { id: id('id'), team_id: text('primary_team_id') },
  gone,
})
export const ownerTeam = defineShape({
  name: 'owner_team',
  tables: ['owner_team'],
  columns: { owner_id: text('owner_id'), team_id: text('team_id'), is_primary: bool('is_team_primary') },
  gone,
})
export const team = defineShape({
  name: 'team',
  tables: ['team'],
  columns: { id: id('id'), name: text('name') },
  gone,
})

/** Deleted pipelines and stages are kept: deals of the past stand in them. */
export const pipeline = defineShape({
  name: 'deal_pipeline',
  tables: ['deal_pipeline'],
  columns: { id: id('pipeline_id'), label: text('label') },
})
export const pipelineStage = defineShape({
  name: 'pipeline_stage',
  tables: ['deal_pipeline_stage'],
  columns: {
    stage_id: text('stage_id'),
    pipeline_id: text('pipeline_id'),
    label: text('label'),
    display_order: int('display_order'),
    closed: bool('is_closed'),
    won: bool('closed_won'),
    probability: numeric('probability'),
  },
})

export const mergedDeal = defineShape({
  name: 'deal_merge',
  tables: ['merged_deal'],
  columns: { winner_id: id('deal_id'), loser_id: id('merged_deal_id') },
})
export const contactMerge = defineShape({
  name: 'contact_merge',
  tables: ['contact_merge_audit'],
  columns: { winner_id: id('canonical_vid', 'contact_id'), loser_id: id('vid_to_merge') },
})

export const dealCompany = defineShape({
  name: 'deal_company_link',
  tables: ['deal_company'],
  columns: { deal_id: id('deal_id'), company_id: text('company_id'), type_id: text('type_id') },
  gone,
})
export const dealContact = defineShape({
  name: 'deal_contact_link',
  tables: ['deal_contact'],
  columns: { deal_id: id('deal_id'), contact_id: text('contact_id') },
  gone,
})

/** One row for each stay of a deal in a stage. */
export const dealStage = defineShape({
  name: 'deal_stage',
  tables: ['deal_stage'],
  columns: {
    deal_id: id('deal_id'),
    at: instant('date_entered', '_fivetran_start'),
    stage_id: text('value'),
  },
})
/** One row for each change of a property. */
export const propertyChange = defineShape({
  name: 'property_change',
  tables: ['deal_property_history'],
  columns: {
    deal_id: id('deal_id'),
    at: instant('timestamp', 'timestamp_instant', '_fivetran_start'),
    property: text('name'),
    source: text('source'),
    value: text('value'),
  },
})
