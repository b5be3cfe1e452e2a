import type { Words } from '../../../define/words.ts'
import type { Setting, Step } from '../define.ts'
import { as, columnsOf, lines, mapped } from '../mapped.ts'
import { organization, ticket, user } from './shapes.ts'

const t = columnsOf(ticket, 't')
const u = columnsOf(user, 'u')
const o = columnsOf(organization, 'o')

/**
 * A step `asked_by (ticket_id, account_id)`: the CRM's account of a ticket's organization, else of its requester's. An
 * organization is an account by its `external_id`, failing that by a name that one account alone has; without accounts in
 * the SSOT its `external_id` is taken at its word.
 */
export function accountStep(setting: Setting): Step {
  const accounts = setting.ssot('accounts')
  return {
    name: 'asked_by',
    why: 'An account by the organization’s external_id, else by a name that is one account’s alone.',
    body: lines(
      mapped`
        select ${t.id} as ticket_id, ${accounts ? mapped`coalesce(known.id, alike.id)` : o.external_id} as account_id
        from ${as(ticket, 't')}
        left join ${as(user, 'u')} on ${u.id} = ${t.requester_id}
        left join ${as(organization, 'o')} on ${o.id} = coalesce(${t.organization_id}, ${u.organization_id})`,
      accounts &&
        mapped`
          left join ${accounts} known on known.id = ${o.external_id}
          left join (
            select lower(btrim(name)) as name, min(id) as id from ${accounts} group by 1 having count(*) = 1
          ) alike on alike.name = lower(btrim(${o.name}))`,
    ),
  }
}

export const accountNotes = (setting: Setting): Words[] =>
  setting.ssot('accounts')
    ? []
    : [
        {
          en: `${setting.schema}.accounts is not there yet: tickets carry their organization's external_id as it is. Connect the CRM, then run this again to match by name too`,
          ja: `${setting.schema}.accountsがまだないため、組織のexternal_idをそのまま使います。CRMを接続してから再実行すると、名前でも照合します`,
        },
      ]

/** Tickets that are still there: not deleted, and not merged into another, whose solving would count twice. */
export const liveTickets = {
  steps: [
    {
      name: 'merged',
      why: 'A ticket that was merged into another is closed with it.',
      body: mapped`
        select distinct loser.ids[1] as ticket_id
        from ${as(ticket, 't')}
        cross join lateral regexp_matches(${t.merged_ids}, '[0-9]+', 'g') loser (ids)
        where loser.ids[1] <> ${t.id}`,
    },
  ],
  where: mapped`
    lower(coalesce(${t.status}, 'open')) not in ('deleted', 'spam')
      and not exists (select 1 from merged where merged.ticket_id = ${t.id})`,
}
