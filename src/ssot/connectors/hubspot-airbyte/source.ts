import type { Setting, Step } from '../define.ts'
import { listedMerges, mergeSteps } from '../hubspot/merges.ts'
import { fieldOf, type HubspotSource, historyFields } from '../hubspot/source.ts'
import { as, columnsOf, type Mapped, mapped, readBy, unionAll } from '../mapped.ts'
import { engagementSteps, engagementTables } from './engagements.ts'
import { archivedOwner, objects, pipeline, propertyChange } from './shapes.ts'

const d = columnsOf(objects.deal, 'd')
const p = columnsOf(pipeline, 'p')
const change = columnsOf(propertyChange, 'change')

/** An array of JSON, or an empty one in place of anything else. */
const elements = (array: Mapped): Mapped =>
  mapped`case when jsonb_typeof(${array}) = 'array' then ${array} else '[]'::jsonb end`

/** HubSpot as Airbyte lands it: properties in one JSON column, links as arrays of ids on the row. */
export const airbyte: HubspotSource = {
  ...objects,
  stageTables: [pipeline],
  historyTables: [propertyChange, objects.deal],
  activityTables: engagementTables,
  people: (setting) => [
    {
      name: 'person',
      why: 'Of several teams of an owner the primary one, else the first.',
      body: unionAll(ownersOf(objects.owner), ...(setting.has(archivedOwner) ? [ownersOf(archivedOwner)] : [])),
    },
  ],
  teams: [columnsOf(objects.owner, 'o').teams],
  stages: ({ schema }) => {
    const item = (path: Mapped) => mapped`item.stage ${path}`
    return [
      {
        name: 'stage',
        why: 'Numbers and flags of stages are texts in JSON.',
        body: mapped`
          select coalesce(item.stage ->> 'stageId', item.stage ->> 'id') as stage_id, ${p.id} as pipeline_id, ${p.label} as pipeline,
            item.stage ->> 'label' as label, ${readBy(schema, 'landed_number', item(mapped`->> 'displayOrder'`))}::int as position,
            ${readBy(schema, 'landed_bool', item(mapped`-> 'metadata' ->> 'isClosed'`))} as closed, null::bool as won,
            ${readBy(schema, 'landed_number', item(mapped`-> 'metadata' ->> 'probability'`))} as probability
          from ${as(pipeline, 'p')}
          cross join lateral jsonb_array_elements(${elements(p.stages)}) item (stage)`,
      },
    ]
  },
  dealCompany: () => ({
    name: 'deal_company',
    body: mapped`select ${d.id} as deal_id, ${d.companies} ->> 0 as company_id from ${as(objects.deal, 'd')}`,
  }),
  dealContact: () => ({
    name: 'deal_contact',
    body: mapped`
      select ${d.id} as deal_id, contact_id
      from ${as(objects.deal, 'd')}
      cross join lateral jsonb_array_elements_text(${elements(d.contacts)}) contact_id`,
  }),
  mergedDeal: (setting) =>
    mergeSteps('merged_deal', setting.has(objects.deal, 'merged_ids') ? [listedMerges(objects.deal)] : []),
  mergedContact: (setting) =>
    mergeSteps('merged_contact', setting.has(objects.contact, 'merged_ids') ? [listedMerges(objects.contact)] : []),
  changes: (setting) =>
    setting.has(propertyChange)
      ? {
          steps: [changeStep],
          note: {
            en: `opportunity_history is made of ${setting.labelOf(propertyChange)}: a property whose changes are not there reads as it is today`,
            ja: `opportunity_historyは${setting.labelOf(propertyChange)}から作ります。変更履歴のないプロパティは現在の値とします`,
          },
        }
      : {
          steps: [enteredStep(setting)],
          note: {
            en: 'opportunity_history is made of the dates at which deals last entered their stages: amounts, close dates and owners of the past are today’s. Sync deals_property_history for more',
            ja: 'opportunity_historyは取引が各ステージに最後に入った日時から作ります。過去の金額・クローズ日・担当者は現在の値とします。deals_property_historyを同期すると正確になります',
          },
        },
  activities: engagementSteps,
}

function ownersOf(shape: typeof objects.owner): Mapped {
  const o = columnsOf(shape, 'o')
  return mapped`
    select ${o.id} as id, ${o.email} as email, ${o.first_name} as first_name, ${o.last_name} as last_name, (
        select item.team ->> 'name'
        from jsonb_array_elements(${elements(o.teams)}) with ordinality item (team, nth)
        order by lower(coalesce(item.team ->> 'primary', item.team ->> 'membership')) in ('true', 'primary') desc nulls last, item.nth
        limit 1
      ) as team, ${shape === archivedOwner ? mapped`true` : o.has_left} as has_left
    from ${as(shape, 'o')}`
}

const changeStep: Step = {
  name: 'change',
  why: 'A calculated property is written again with each sync: that is no change.',
  body: mapped`
    select ${change.deal_id} as opportunity_id, ${change.at} as at, '' as seq, ${fieldOf(change.property)} as field, ${change.value} as value
    from ${as(propertyChange, 'change')}
    where ${change.property} = any (${Object.keys(historyFields)}) and ${change.deleted} is not true
      and upper(coalesce(${change.source}, '')) <> 'CALCULATED'`,
}

/** HubSpot's own columns for the moment a deal entered a stage, under their old name, their new one, or both. */
const enteredStep = ({ schema }: Setting): Step => ({
  name: 'change',
  why: 'hs_date_entered_<stage>, or hs_v2_date_entered_<stage> as HubSpot calls it now.',
  body: mapped`
    select ${d.id} as opportunity_id, ${readBy(schema, 'landed_instant', mapped`entry.value`)} as at, '' as seq, 'stage' as field,
      regexp_replace(entry.key, '^(properties_)?hs_(v2_)?date_entered_', '') as value
    from ${as(objects.deal, 'd')}
    cross join lateral jsonb_each_text(${d.whole} || case
      when jsonb_typeof(${d.whole} -> 'properties') = 'object' then ${d.whole} -> 'properties' else '{}'::jsonb
    end) entry
    where entry.key ~ '^(properties_)?hs_(v2_)?date_entered_'`,
})
