import { bool, day, defineShape, id, instant, text } from '../shape.ts'

/**
 * Salesforce's objects as Fivetran lands them (`stage_name`) and as Airbyte does (`StageName`): the same columns in two
 * spellings. Custom fields are read under the names that companies give them most.
 */
export const synced = instant('_fivetran_synced', '_airbyte_extracted_at')
export const updated = instant('system_modstamp', 'last_modified_date', '_fivetran_synced', '_airbyte_extracted_at')
export const gone = [bool('_fivetran_deleted'), bool('is_deleted')]
export const active = bool('_fivetran_active')

export const user = defineShape({
  name: 'person',
  tables: ['user'],
  columns: {
    id: id('id'),
    name: text('name'),
    first_name: text('first_name'),
    last_name: text('last_name'),
    email: text('email'),
    manager_id: text('manager_id'),
    role_id: text('user_role_id'),
    department: text('department'),
    type: text('user_type'),
    active: bool('is_active'),
    deleted: bool('_fivetran_deleted'),
    synced,
  },
  active,
})

export const userRole = defineShape({
  name: 'user_role',
  tables: ['user_role'],
  columns: { id: id('id'), name: text('name') },
  gone,
  active,
})

export const account = defineShape({
  name: 'account',
  tables: ['account'],
  columns: {
    id: id('id'),
    name: text('name'),
    segment: text('segment__c', 'customer_segment__c', 'account_segment__c', 'market_segment__c'),
    industry: text('industry'),
    region: text('region__c', 'sales_region__c', 'billing_country'),
    owner_id: text('owner_id'),
    csm_id: text('csm__c', 'customer_success_manager__c', 'csm_owner__c'),
    parent_id: text('parent_id'),
    created_at: instant('created_date'),
    synced,
  },
  gone,
  active,
})

export const lead = defineShape({
  name: 'lead',
  tables: ['lead'],
  columns: {
    id: id('id'),
    source: text('lead_source'),
    segment: text('segment__c', 'customer_segment__c', 'market_segment__c'),
    region: text('region__c', 'sales_region__c', 'country'),
    industry: text('industry'),
    owner_id: text('owner_id'),
    account_id: text('converted_account_id'),
    opportunity_id: text('converted_opportunity_id'),
    created_at: instant('created_date'),
    mql_at: instant('mql_date__c', 'mql_at__c', 'mql_timestamp__c', 'date_mql__c', 'became_mql__c'),
    sql_at: instant('sql_date__c', 'sql_at__c', 'sql_timestamp__c', 'date_sql__c', 'became_sql__c', 'sal_date__c'),
    assigned_at: instant('assigned_date__c', 'assigned_at__c', 'date_assigned__c', 'mql_assigned_date__c'),
    first_touch_at: instant(
      'first_touch_date__c',
      'first_touch_at__c',
      'first_call_date_time',
      'first_email_date_time',
    ),
    converted_on: day('converted_date'),
    disqualified_at: instant('disqualified_date__c', 'disqualified_at__c', 'date_disqualified__c'),
    updated_at: updated,
    merged_into: text('master_record_id'),
    deleted: bool('is_deleted', '_fivetran_deleted'),
    synced,
  },
  active,
})

export const campaign = defineShape({
  name: 'campaign',
  tables: ['campaign'],
  columns: {
    id: id('id'),
    name: text('name'),
    channel: text('type'),
    started_on: day('start_date'),
    ended_on: day('end_date'),
  },
  gone,
  active,
})

export const campaignMember = defineShape({
  name: 'campaign_member',
  tables: ['campaign_member'],
  columns: {
    id: id('id'),
    lead_id: text('lead_id'),
    campaign_id: text('campaign_id'),
    created_at: instant('created_date', 'system_modstamp', '_fivetran_synced'),
  },
  gone,
  active,
})

const activity = {
  id: id('id'),
  subtype: text('task_subtype', 'event_subtype'),
  type: text('type'),
  owner_id: text('owner_id'),
  account_id: text('account_id'),
  what_id: text('what_id'),
  who_id: text('who_id'),
  day: day('activity_date'),
  created_at: instant('created_date'),
} as const

export const task = defineShape({
  name: 'task',
  tables: ['task'],
  columns: {
    ...activity,
    completed_at: instant('completed_date_time'),
    closed: bool('is_closed'),
    call_type: text('call_type', 'call_disposition', 'call_duration_in_seconds'),
    recurring: bool('is_recurrence'),
  },
  gone,
  active,
})

export const event = defineShape({
  name: 'event',
  tables: ['event'],
  columns: {
    ...activity,
    starts_at: instant('activity_date_time', 'start_date_time'),
    child: bool('is_child'),
    recurring: bool('is_recurrence'),
  },
  gone,
  active,
})
