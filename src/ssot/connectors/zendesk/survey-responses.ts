import { defineMapping } from '../define.ts'
import { as, columnsOf, lines, mapped } from '../mapped.ts'
import { accountStep, liveTickets } from './accounts.ts'
import { fieldChange, rating, ticket } from './shapes.ts'

const t = columnsOf(ticket, 't')
const r = columnsOf(rating, 'r')
const c = columnsOf(fieldChange, 'c')

/**
 * Satisfaction ratings: good is 5 of 5, bad is 1. A survey that was offered and not answered is no response, and of a
 * customer who changed their mind the last word counts.
 */
export const surveyResponses = defineMapping({
  relation: 'survey_responses',
  needs: [[ticket], [rating, fieldChange]],
  select(setting) {
    const rated = setting.has(rating)
    return {
      steps: [
        accountStep(setting),
        ...liveTickets.steps,
        {
          name: 'answer',
          body: rated
            ? mapped`
              select ${r.id} as id, ${r.ticket_id} as ticket_id, lower(${r.score}) as score, ${r.at} as at
              from ${as(rating, 'r')}`
            : mapped`
              select ${c.ticket_id} || ':csat' as id, ${c.ticket_id} as ticket_id, lower(${c.value}) as score, ${c.at} as at
              from ${as(fieldChange, 'c')}
              where ${c.field} = 'satisfaction_score'`,
        },
        {
          name: 'last_answer',
          why: 'One response for each ticket; “goodwithcomment” is good.',
          body: mapped`
            select distinct on (ticket_id) *
            from answer
            where score like 'good%' or score like 'bad%'
            order by ticket_id, at desc nulls last, id desc`,
        },
      ],
      columns: {
        id: mapped`a.id`,
        account_id: mapped`asked_by.account_id`,
        kind: mapped`'csat'::text`,
        score: mapped`case when a.score like 'good%' then 5 else 1 end::numeric`,
        answered_at: mapped`a.at`,
      },
      from: lines(
        mapped`last_answer a`,
        mapped`join ${as(ticket, 't')} on ${t.id} = a.ticket_id`,
        mapped`left join asked_by on asked_by.ticket_id = ${t.id}`,
      ),
      where: liveTickets.where,
    }
  },
})
