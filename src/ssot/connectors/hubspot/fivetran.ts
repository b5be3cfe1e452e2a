import type { Setting, Step } from '../define.ts'
import { as, columnsOf, mapped, unionAll } from '../mapped.ts'
import { engagementSteps, engagementTables } from './engagements.ts'
import {
  contactMerge,
  dealCompany,
  dealContact,
  dealStage,
  mergedDeal,
  objects,
  ownerTeam,
  pipeline,
  pipelineStage,
  propertyChange,
  team,
  user,
} from './fivetran-shapes.ts'
import { listedMerges, mergeSteps } from './merges.ts'
import { fieldOf, type HubspotSource, historyFields } from './source.ts'

const o = columnsOf(objects.owner, 'o')
const t = columnsOf(team, 't')
const ot = columnsOf(ownerTeam, 'ot')
const u = columnsOf(user, 'u')
const s = columnsOf(pipelineStage, 's')
const p = columnsOf(pipeline, 'p')
const md = columnsOf(mergedDeal, 'md')
const mc = columnsOf(contactMerge, 'mc')
const link = columnsOf(dealCompany, 'link')
const contactLink = columnsOf(dealContact, 'link')
const stay = columnsOf(dealStage, 'stay')
const change = columnsOf(propertyChange, 'change')

/** HubSpot as Fivetran lands it: objects with their properties as columns, and tables of links between them. */
export const fivetran: HubspotSource = {
  ...objects,
  stageTables: [pipelineStage],
  historyTables: [dealStage, propertyChange],
  activityTables: engagementTables,
  people: () => [
    {
      name: 'person',
      why: 'Of several teams of an owner the primary one.',
      body: mapped`
        select distinct on (${o.id}) ${o.id} as id, ${o.email} as email, ${o.first_name} as first_name,
          ${o.last_name} as last_name, coalesce(${t.name}, user_team.name) as team, ${o.has_left} as has_left
        from ${as(objects.owner, 'o')}
        left join ${as(ownerTeam, 'ot')} on ${ot.owner_id} = ${o.id}
        left join ${as(team, 't')} on ${t.id} = ${ot.team_id}
        left join ${as(user, 'u')} on ${u.id} = ${o.user_id}
        left join ${as(team, 'user_team')} on user_team.id = ${u.team_id}
        order by ${o.id}, ${ot.is_primary} desc nulls last, ${t.name}`,
    },
  ],
  teams: [t.name],
  stages: () => [
    {
      name: 'stage',
      body: mapped`
        select ${s.stage_id} as stage_id, ${s.pipeline_id} as pipeline_id, ${p.label} as pipeline, ${s.label} as label,
          ${s.display_order} as position, ${s.closed} as closed, ${s.won} as won, ${s.probability} as probability
        from ${as(pipelineStage, 's')}
        left join ${as(pipeline, 'p')} on ${p.id} = ${s.pipeline_id}`,
    },
  ],
  dealCompany: () => ({
    name: 'deal_company',
    why: 'Association type 5 is the primary company of a deal.',
    body: mapped`
      select distinct on (${link.deal_id}) ${link.deal_id} as deal_id, ${link.company_id} as company_id
      from ${as(dealCompany, 'link')}
      order by ${link.deal_id}, (${link.type_id} = '5') desc nulls last, ${link.company_id}`,
  }),
  dealContact: () => ({
    name: 'deal_contact',
    body: mapped`select ${contactLink.deal_id} as deal_id, ${contactLink.contact_id} as contact_id from ${as(dealContact, 'link')}`,
  }),
  mergedDeal: (setting) =>
    mergeSteps('merged_deal', [
      ...(setting.has(mergedDeal)
        ? [mapped`select ${md.winner_id} as winner_id, ${md.loser_id} as loser_id from ${as(mergedDeal, 'md')}`]
        : []),
      ...(setting.has(objects.deal, 'merged_ids') ? [listedMerges(objects.deal)] : []),
    ]),
  mergedContact: (setting) =>
    mergeSteps('merged_contact', [
      ...(setting.has(contactMerge)
        ? [mapped`select ${mc.winner_id} as winner_id, ${mc.loser_id} as loser_id from ${as(contactMerge, 'mc')}`]
        : []),
      ...(setting.has(objects.contact, 'merged_ids') ? [listedMerges(objects.contact)] : []),
    ]),
  changes: (setting) => ({ steps: [changeStep(setting)], note: historyNote(setting) }),
  activities: engagementSteps,
}

/** Stages from the stays in them where those are landed; every other property from its own changes. */
function changeStep(setting: Setting): Step {
  const stays = setting.has(dealStage)
  const properties = Object.keys(historyFields).filter((property) => !stays || property !== 'dealstage')
  const stayed = mapped`
    select ${stay.deal_id} as opportunity_id, ${stay.at} as at, '' as seq, 'stage' as field, ${stay.stage_id} as value
    from ${as(dealStage, 'stay')}`
  const changed = mapped`
    select ${change.deal_id} as opportunity_id, ${change.at} as at, '' as seq, ${fieldOf(change.property)} as field, ${change.value} as value
    from ${as(propertyChange, 'change')}
    where ${change.property} = any (${properties}) and upper(coalesce(${change.source}, '')) <> 'CALCULATED'`
  return {
    name: 'change',
    why: 'A calculated property is written again with each sync: that is no change.',
    body: unionAll(...(stays ? [stayed] : []), ...(setting.has(propertyChange) ? [changed] : [])),
  }
}

function historyNote(setting: Setting) {
  const properties = setting.has(propertyChange)
  const tables = [...(setting.has(dealStage) ? [dealStage] : []), ...(properties ? [propertyChange] : [])]
  const from = tables.map((shape) => setting.labelOf(shape)).join(', ')
  return properties
    ? {
        en: `opportunity_history is made of ${from}: a property whose changes are not there reads as it is today`,
        ja: `opportunity_historyは${from}から作ります。変更履歴のないプロパティは現在の値とします`,
      }
    : {
        en: `opportunity_history is made of ${from} alone: amounts, close dates and owners of the past are today's`,
        ja: `opportunity_historyは${from}だけから作ります。過去の金額・クローズ日・担当者は現在の値とします`,
      }
}
