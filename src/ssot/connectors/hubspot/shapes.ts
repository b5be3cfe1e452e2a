import { bool, type Column, defineShape, id, instant, json, numeric, type Origin, text, wholeRow } from '../shape.ts'

/** How a connector writes HubSpot's objects: the tables' names, and where an object's own properties are. */
export interface Dialect {
  readonly tables: { readonly company: string; readonly deal: string; readonly contact: string; readonly owner: string }
  readonly property: (key: string) => readonly Origin[]
  /** Columns that are true in rows the source deleted. */
  readonly gone: readonly string[]
  readonly synced: string
  /** The row's own moments, beside those among the properties. */
  readonly created: readonly string[]
  readonly updated: readonly string[]
}

/** HubSpot's objects, the same columns whoever landed them. Segments and success managers are custom properties. */
export function hubspotShapes({ tables, property, gone: goneNames, synced, created, updated }: Dialect) {
  const gone = goneNames.map((column) => bool(column))
  const properties = (...keys: readonly string[]): Origin[] => keys.flatMap(property)
  // HubSpot renamed the moments at which a stage was entered; both names are about.
  const entered = (stage: string): Column =>
    instant(...properties(`hs_v2_date_entered_${stage}`, `hs_lifecyclestage_${stage}_date`))
  const active = bool('_fivetran_active')
  const segment = text(...properties('segment', 'customer_segment', 'company_segment', 'market_segment'))
  const mergedIds = text(...properties('hs_merged_object_ids'))
  return {
    owner: defineShape({
      name: 'owner',
      tables: [tables.owner],
      columns: {
        id: id('owner_id', 'id'),
        email: text('email'),
        first_name: text('first_name'),
        last_name: text('last_name'),
        user_id: text('active_user_id', 'user_id'),
        has_left: bool('_fivetran_deleted', 'archived'),
        teams: json('teams'),
        synced: instant(synced),
      },
      active,
    }),
    company: defineShape({
      name: 'company',
      tables: [tables.company],
      columns: {
        id: id('id'),
        name: text(...properties('name')),
        segment,
        industry: text(...properties('industry')),
        region: text(...properties('region', 'sales_region', 'country')),
        owner_id: text(...properties('hubspot_owner_id')),
        csm_id: text(...properties('csm', 'customer_success_manager', 'csm_owner', 'csm_owner_id')),
        parent_id: text(...properties('hs_parent_company_id')),
        created_at: instant(...properties('createdate'), ...created),
        merged_ids: mergedIds,
        synced: instant(synced),
      },
      gone,
      active,
    }),
    deal: defineShape({
      name: 'deal',
      tables: [tables.deal],
      columns: {
        id: id('deal_id', 'id'),
        name: text(...properties('dealname')),
        pipeline_id: text('deal_pipeline_id', ...properties('pipeline')),
        stage_id: text('deal_pipeline_stage_id', ...properties('dealstage')),
        owner_id: text('owner_id', ...properties('hubspot_owner_id')),
        amount: numeric(...properties('amount')),
        home_amount: numeric(...properties('amount_in_home_currency')),
        currency: text(...properties('deal_currency_code')),
        closes_at: instant(...properties('closedate')),
        created_at: instant(...properties('createdate'), ...created),
        updated_at: instant(...properties('hs_lastmodifieddate'), ...updated),
        type: text(...properties('dealtype')),
        source: text(...properties('hs_analytics_source')),
        forecast_category: text(...properties('hs_manual_forecast_category')),
        next_step: text(...properties('hs_next_step')),
        last_activity_at: instant(...properties('notes_last_contacted', 'notes_last_updated')),
        lost_reason: text(...properties('closed_lost_reason')),
        merged_ids: mergedIds,
        companies: json('companies'),
        contacts: json('contacts'),
        whole: json(wholeRow),
        synced: instant(synced),
      },
      gone,
      active,
    }),
    contact: defineShape({
      name: 'contact',
      tables: [tables.contact],
      columns: {
        id: id('id'),
        lifecycle: text(...properties('lifecyclestage')),
        source: text(...properties('hs_analytics_source')),
        segment,
        region: text(...properties('region', 'sales_region', 'country')),
        industry: text(...properties('industry')),
        owner_id: text(...properties('hubspot_owner_id')),
        account_id: text(...properties('associatedcompanyid')),
        created_at: instant(...properties('createdate'), ...created),
        lead_at: entered('lead'),
        mql_at: entered('marketingqualifiedlead'),
        sql_at: entered('salesqualifiedlead'),
        opportunity_at: entered('opportunity'),
        assigned_at: instant(...properties('hubspot_owner_assigneddate')),
        first_touch_at: instant(...properties('hs_first_outreach_date', 'hs_sa_first_engagement_date')),
        disqualified_at: instant(...properties('disqualified_date', 'disqualified_at')),
        updated_at: instant(...properties('lastmodifieddate'), ...updated),
        merged_ids: mergedIds,
        // A contact that lost a merge may be marked as deleted: its moments are still wanted.
        deleted: bool(...goneNames),
        synced: instant(synced),
      },
      active,
    }),
  }
}

export type HubspotShapes = ReturnType<typeof hubspotShapes>
