import { bool, day, defineShape, id, instant, int, numeric, text } from '../shape.ts'
import { active, gone, synced, updated } from './shapes.ts'

export const stage = defineShape({
  name: 'stage',
  tables: ['opportunity_stage'],
  columns: {
    id: id('api_name', 'master_label'),
    label: text('master_label', 'api_name'),
    sort_order: int('sort_order'),
    closed: bool('is_closed'),
    won: bool('is_won'),
    probability: numeric('default_probability'),
  },
  gone,
  active,
})

const deal = {
  id: id('id'),
  stage_id: text('stage_name'),
  amount: numeric('amount'),
  close_date: day('close_date'),
  // The category's API name; its label, which companies rename, only where there is nothing else.
  forecast_category: text('forecast_category', 'forecast_category_name'),
  owner_id: text('owner_id'),
  closed: bool('is_closed'),
  won: bool('is_won'),
  probability: numeric('probability'),
} as const

export const opportunity = defineShape({
  name: 'opportunity',
  tables: ['opportunity'],
  columns: {
    ...deal,
    name: text('name'),
    account_id: text('account_id'),
    type: text('type'),
    source: text('lead_source'),
    campaign_id: text('campaign_id'),
    currency: text('currency_iso_code'),
    next_step: text('next_step'),
    last_activity: day('last_activity_date'),
    lost_reason: text('loss_reason__c', 'lost_reason__c', 'closed_lost_reason__c'),
    created_at: instant('created_date'),
    updated_at: updated,
    synced,
  },
  gone,
  active,
})

export const lineItem = defineShape({
  name: 'line_item',
  tables: ['opportunity_line_item'],
  columns: { opportunity_id: id('opportunity_id'), product_id: text('product_2_id') },
  gone,
  active,
})

export const product = defineShape({
  name: 'product',
  tables: ['product_2'],
  columns: { id: id('id'), name: text('name') },
  active,
})

/** Fivetran's history mode: a whole copy of the opportunity for each change of any of its columns. */
export const modeVersion = defineShape({
  name: 'mode_version',
  tables: ['opportunity_history', 'opportunity'],
  marks: ['_fivetran_start', 'owner_id'],
  history: true,
  columns: { ...deal, valid_from: instant('_fivetran_start') },
})

/** Salesforce's own object of the same name: a row for each change of stage, amount, probability or close date. */
export const nativeVersion = defineShape({
  name: 'native_version',
  tables: ['opportunity_history'],
  marks: ['opportunity_id', 'created_date'],
  columns: {
    id: id('id'),
    opportunity_id: id('opportunity_id'),
    valid_from: instant('created_date'),
    stage_id: text('stage_name'),
    amount: numeric('amount'),
    close_date: day('close_date'),
    forecast_category: text('forecast_category'),
    probability: numeric('probability'),
  },
  gone,
  active,
})

/** A row for each change of a field that the company tracks. */
export const fieldChange = defineShape({
  name: 'field_change',
  tables: ['opportunity_field_history'],
  columns: {
    id: id('id'),
    opportunity_id: id('opportunity_id'),
    at: instant('created_date'),
    field: text('field'),
    old_value: text('old_value'),
    new_value: text('new_value'),
  },
  gone,
  active,
})
