import { sql } from '../../sql.ts'
import { defineMapping } from '../define.ts'
import { as, columnsOf, joined, lines, type Mapped, mapped, sure } from '../mapped.ts'
import { name } from '../text.ts'
import type { HubspotSource } from './source.ts'

const moments = [
  'created_at',
  'lead_at',
  'mql_at',
  'sql_at',
  'opportunity_at',
  'assigned_at',
  'first_touch_at',
] as const

/**
 * Contacts that are more than subscribers. The winner of a merge keeps the earliest moments of both. A lead is as old as
 * its first lifecycle moment: a subscriber becomes a lead later than a contact.
 */
export const leadsOf = (source: HubspotSource) => {
  const c = columnsOf(source.contact, 'c')
  const x = columnsOf(source.contact, 'x')
  const d = columnsOf(source.deal, 'd')
  const earliest = (moment: (typeof moments)[number]): Mapped => mapped`least(${c[moment]}, merged.${name(moment)})`
  return defineMapping({
    relation: 'leads',
    needs: [[source.contact]],
    select(setting) {
      const deals = setting.has(source.deal)
      return {
        steps: [
          ...source.mergedContact(setting),
          {
            name: 'merged',
            why: 'Losers of merges stay as rows of their own.',
            body: mapped`
              select m.winner_id, ${minima(x)}
              from merged_contact m
              join ${as(source.contact, 'x')} on ${x.id} = m.loser_id
              group by 1`,
          },
          ...(deals
            ? [
                ...source.mergedDeal(setting),
                source.dealContact(setting),
                {
                  name: 'first_deal',
                  why: 'A contact of several deals is the lead of the first of them.',
                  body: mapped`
                    select distinct on (1) coalesce(m.winner_id, dc.contact_id) as contact_id, ${d.id} as deal_id, ${d.created_at} as created_at
                    from deal_contact dc
                    left join merged_contact m on m.loser_id = dc.contact_id
                    join ${as(source.deal, 'd')} on ${d.id} = dc.deal_id
                    where not exists (select 1 from merged_deal gone where gone.loser_id = ${d.id})
                    order by 1, ${d.created_at}, ${d.id}`,
                },
              ]
            : []),
        ],
        columns: {
          id: c.id,
          source: c.source,
          campaign_id: {
            en: 'HubSpot ties contacts to no campaign',
            ja: 'HubSpotのコンタクトはキャンペーンに紐づきません',
          },
          segment: c.segment,
          region: c.region,
          industry: c.industry,
          owner_id: c.owner_id,
          account_id: c.account_id,
          opportunity_id: deals
            ? mapped`first_deal.deal_id`
            : { en: 'no deals are landed', ja: '取引が取り込まれていません' },
          created_at: mapped`least(coalesce(${earliest('lead_at')}, ${earliest('created_at')}), ${earliest('mql_at')}, ${earliest('sql_at')})`,
          mql_at: earliest('mql_at'),
          sql_at: earliest('sql_at'),
          assigned_at: earliest('assigned_at'),
          first_touch_at: earliest('first_touch_at'),
          converted_at: deals
            ? sure(mapped`coalesce(${earliest('opportunity_at')}, first_deal.created_at)`)
            : earliest('opportunity_at'),
          disqualified_at: c.disqualified_at,
          updated_at: c.updated_at,
        },
        from: lines(
          as(source.contact, 'c'),
          mapped`left join merged on merged.winner_id = ${c.id}`,
          deals ? mapped`left join first_deal on first_deal.contact_id = ${c.id}` : undefined,
        ),
        where: mapped`
          lower(coalesce(${c.lifecycle}, 'lead')) not in ('subscriber', 'other') and ${c.deleted} is not true
            and not exists (select 1 from merged_contact m where m.loser_id = ${c.id})`,
      }
    },
  })
}

const minima = (lost: Readonly<Record<(typeof moments)[number], Mapped>>): Mapped =>
  joined(
    moments.map((moment) => mapped`min(${lost[moment]}) as ${name(moment)}`),
    sql`, `,
  )
