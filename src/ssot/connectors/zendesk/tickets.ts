import { defineMapping, type Step } from '../define.ts'
import { as, columnsOf, lines, type Mapped, mapped, sure } from '../mapped.ts'
import { accountNotes, accountStep, liveTickets } from './accounts.ts'
import { fieldChange, metric, ticket } from './shapes.ts'

const t = columnsOf(ticket, 't')
const c = columnsOf(fieldChange, 'c')
const m = columnsOf(metric, 'm')

/**
 * Tickets. A solve is a change to solved, or straight to closed; a ticket that is closed later is not solved again. Where
 * neither history nor Zendesk's metrics know of a ticket's solve, it was solved by its last update at the latest.
 */
export const tickets = defineMapping({
  relation: 'tickets',
  needs: [[ticket], [fieldChange, metric]],
  select(setting) {
    const history = setting.has(fieldChange)
    const metrics = setting.has(metric)
    const known = (fromHistory: Mapped, fromMetrics: Mapped): Mapped[] => [
      ...(history ? [fromHistory] : []),
      ...(metrics ? [fromMetrics] : []),
    ]
    const solved = mapped`lower(${t.status}) in ('solved', 'closed')`
    const first = [
      ...(history ? [mapped`solves.first_at`] : []),
      mapped`case when ${solved} then ${lastResort(known)} end`,
    ]
    return {
      steps: [accountStep(setting), ...liveTickets.steps, ...(history ? solves : [])],
      columns: {
        id: t.id,
        account_id: mapped`asked_by.account_id`,
        priority: mapped`lower(${t.priority})`,
        opened_at: t.opened_at,
        first_solved_at: sure(coalesced(first)),
        solved_at: sure(mapped`case when ${solved} then ${lastResort(known)} end`),
        reopens: sure(mapped`coalesce(${listed([...known(mapped`solves.reopens`, m.reopens), mapped`0`])})::int`),
      },
      from: lines(
        as(ticket, 't'),
        mapped`left join asked_by on asked_by.ticket_id = ${t.id}`,
        history ? mapped`left join solves on solves.ticket_id = ${t.id}` : undefined,
        metrics ? mapped`left join ${as(metric, 'm')} on ${m.ticket_id} = ${t.id}` : undefined,
      ),
      where: liveTickets.where,
      notes: accountNotes(setting),
    }
  },
})

const listed = (parts: readonly Mapped[]): Mapped => parts.reduce((left, right) => mapped`${left}, ${right}`)
const coalesced = (parts: readonly Mapped[]): Mapped => mapped`coalesce(${listed(parts)})`

/** When a ticket that is solved was, by the best that is known of it. */
const lastResort = (known: (fromHistory: Mapped, fromMetrics: Mapped) => Mapped[]): Mapped =>
  coalesced([...known(mapped`solves.last_at`, m.solved_at), t.updated_at])

const solves: Step[] = [
  {
    name: 'turn',
    body: mapped`
      select x.ticket_id, x.at, x.solved, coalesce(lag(x.solved) over (partition by x.ticket_id order by x.at, x.solved), false) as before
      from (
        select ${c.ticket_id} as ticket_id, ${c.at} as at, lower(${c.value}) in ('solved', 'closed') as solved
        from ${as(fieldChange, 'c')}
        where ${c.field} = 'status' and ${c.value} is not null
      ) x`,
  },
  {
    name: 'solves',
    why: 'From solved to closed is no second solve.',
    body: mapped`
      select ticket_id, min(at) filter (where solved and not before) as first_at, max(at) filter (where solved and not before) as last_at,
        count(*) filter (where before and not solved) as reopens
      from turn
      group by 1`,
  },
]
