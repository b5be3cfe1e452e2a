import { defineMapping } from '../define.ts'
import { dayOf, forecastCategory, opportunityType } from '../guesses.ts'
import { closing } from '../history.ts'
import { as, columnsOf, lines, type Mapped, mapped, sure } from '../mapped.ts'
import { name } from '../text.ts'
import type { HubspotSource } from './source.ts'
import { stageKey } from './stages.ts'

/** A deal's amount in the company's currency, where HubSpot keeps that too. */
export const homeAmount = (deal: { readonly home_amount: Mapped; readonly amount: Mapped }): Mapped =>
  mapped`coalesce(${deal.home_amount}, ${deal.amount})`

/** Analytics sources that marketing brings; direct traffic, referrals and offline say nothing about who did. */
const byMarketing = /* the API's spelling, folded */ [
  'organic_search',
  'paid_search',
  'email_marketing',
  'social_media',
  'organic_social',
  'paid_social',
  'other_campaigns',
]

/** Deals, without those that were merged into another. */
export const opportunitiesOf = (source: HubspotSource) => {
  const d = columnsOf(source.deal, 'd')
  return defineMapping({
    relation: 'opportunities',
    needs: [[source.deal], source.stageTables],
    select(setting) {
      const stages = setting.ssot('stages') ?? name(setting.schema, 'stages')
      const closes = closing(setting, {
        from: as(source.deal, 'd'),
        id: d.id,
        stageId: stageKey(d.pipeline_id, d.stage_id),
        otherwise: d.closes_at,
      })
      return {
        steps: [...source.mergedDeal(setting), source.dealCompany(setting), ...closes.steps],
        columns: {
          id: d.id,
          name: d.name,
          account_id: mapped`deal_company.company_id`,
          owner_id: d.owner_id,
          pipeline: mapped`s.pipeline`,
          stage_id: stageKey(d.pipeline_id, d.stage_id),
          type: opportunityType(d.type),
          sourced_by: mapped`case when lower(${d.source}) = any (${byMarketing}) then 'marketing' end`,
          source: d.source,
          campaign_id: {
            en: 'HubSpot ties deals to no campaign',
            ja: 'HubSpotの取引はキャンペーンに紐づきません',
          },
          product: { en: 'HubSpot’s line items are not read', ja: 'HubSpotの商品項目は読みません' },
          amount: homeAmount(d),
          currency: mapped`case when ${d.home_amount} is null then upper(${d.currency}) end`,
          close_date: dayOf(d.closes_at, setting.zone),
          created_at: d.created_at,
          closed_at: closes.closedAt,
          forecast_category: forecastCategory(d.forecast_category),
          next_step: d.next_step,
          last_activity_at: d.last_activity_at,
          lost_reason: d.lost_reason,
          updated_at: d.updated_at,
        },
        from: lines(
          as(source.deal, 'd'),
          mapped`left join ${stages} s on s.id = ${sure(stageKey(d.pipeline_id, d.stage_id))}`,
          mapped`left join deal_company on deal_company.deal_id = ${d.id}`,
          closes.join,
        ),
        where: mapped`not exists (select 1 from merged_deal m where m.loser_id = ${d.id})`,
        notes: setting.ssot('opportunity_history') ? [] : [closeDateNote],
      }
    },
  })
}

const closeDateNote = {
  en: 'closed_at is HubSpot’s close date: no history says when a deal was closed',
  ja: 'クローズの時刻が分かる履歴がないため、closed_atはHubSpotのクローズ日とします',
}
