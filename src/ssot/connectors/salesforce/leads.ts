import { defineMapping, type Step } from '../define.ts'
import { midnight } from '../guesses.ts'
import { as, columnsOf, lines, type Mapped, mapped, standingFor } from '../mapped.ts'
import { name } from '../text.ts'
import { activityStep } from './activities.ts'
import { campaignMember, event, lead, task } from './shapes.ts'

const l = columnsOf(lead, 'l')
const x = columnsOf(lead, 'x')
const y = columnsOf(lead, 'y')
const member = columnsOf(campaignMember, 'm')

/** The moments of which a merged lead keeps the earliest. */
const moments = ['created_at', 'mql_at', 'sql_at', 'assigned_at', 'first_touch_at'] as const

/**
 * Leads. The loser of a merge stays as a deleted row that names its winner: the winner keeps the earliest moments of both,
 * and of leads that had been merged into the loser. Who is qualified, and when, are custom fields.
 */
export const leads = defineMapping({
  relation: 'leads',
  needs: [[lead]],
  select(setting) {
    const merges = setting.has(lead, 'merged_into')
    const touches =
      !setting.has(lead, 'first_touch_at') && (setting.has(task, 'who_id') || setting.has(event, 'who_id'))
    const members = setting.has(campaignMember, 'lead_id')
    const earliest = (moment: (typeof moments)[number]): Mapped =>
      merges ? mapped`least(${l[moment]}, merged.${name(moment)})` : l[moment]
    const steps: Step[] = [
      ...(merges ? [merged] : []),
      ...(touches ? [activityStep(setting), touched] : []),
      ...(members ? [firstCampaign] : []),
    ]
    return {
      steps,
      columns: {
        id: l.id,
        source: l.source,
        campaign_id: members ? mapped`first_campaign.campaign_id` : standingFor(mapped`null::text`, member.campaign_id),
        segment: l.segment,
        region: l.region,
        industry: l.industry,
        owner_id: l.owner_id,
        account_id: l.account_id,
        opportunity_id: l.opportunity_id,
        created_at: earliest('created_at'),
        mql_at: earliest('mql_at'),
        sql_at: earliest('sql_at'),
        assigned_at: earliest('assigned_at'),
        first_touch_at: touches ? mapped`touched.at` : earliest('first_touch_at'),
        converted_at: midnight(l.converted_on, setting.zone),
        disqualified_at: l.disqualified_at,
        updated_at: l.updated_at,
      },
      from: lines(
        as(lead, 'l'),
        merges ? mapped`left join merged on merged.winner_id = ${l.id}` : undefined,
        touches ? mapped`left join touched on touched.lead_id = ${l.id}` : undefined,
        members ? mapped`left join first_campaign on first_campaign.lead_id = ${l.id}` : undefined,
      ),
      where: mapped`${l.deleted} is not true`,
    }
  },
})

const merged: Step = {
  name: 'merged',
  why: 'The losers of merges, deleted, name their winners; a loser may have won before.',
  body: mapped`
    select coalesce(${y.merged_into}, ${x.merged_into}) as winner_id, min(${x.created_at}) as created_at, min(${x.mql_at}) as mql_at,
      min(${x.sql_at}) as sql_at, min(${x.assigned_at}) as assigned_at, min(${x.first_touch_at}) as first_touch_at
    from ${as(lead, 'x')}
    left join ${as(lead, 'y')} on ${y.id} = ${x.merged_into}
    where ${x.merged_into} is not null
    group by 1`,
}

const touched: Step = {
  name: 'touched',
  body: mapped`
    select a.who_id as lead_id, min(a.at) as at
    from activity a
    where a.kind in ('email', 'call', 'meeting')
    group by 1`,
}

const firstCampaign: Step = {
  name: 'first_campaign',
  why: 'A lead of several campaigns belongs to the first of them.',
  body: mapped`
    select distinct on (${member.lead_id}) ${member.lead_id} as lead_id, ${member.campaign_id} as campaign_id
    from ${as(campaignMember, 'm')}
    where ${member.lead_id} is not null
    order by ${member.lead_id}, ${member.created_at}, ${member.id}`,
}
