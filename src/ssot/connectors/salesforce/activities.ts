import { defineMapping, type Setting, type Step } from '../define.ts'
import { midnight } from '../guesses.ts'
import { as, columnsOf, type Mapped, mapped, standingFor, unionAll } from '../mapped.ts'
import { event, task } from './shapes.ts'

const t = columnsOf(task, 't')
const e = columnsOf(event, 'e')

/** What Salesforce's ids begin with says what they are of. */
const prefixed = (id: Mapped, prefix: string): Mapped => mapped`case when ${id} like ${`${prefix}%`} then ${id} end`

/**
 * A step `activity` of tasks that are done and of meetings. A task that is open is a plan; an invitee's copy of a meeting
 * and the pattern of a series are no meetings of their own.
 */
export function activityStep(setting: Setting): Step {
  const tasks = mapped`
    select ${t.id} as id,
      case
        when lower(${t.subtype}) in ('email', 'listemail') or ${t.type} ~* 'mail|メール' then 'email'
        when lower(${t.subtype}) = 'call' or ${t.type} ~* 'call|電話' or ${t.call_type} is not null then 'call'
        when ${t.type} ~* 'meeting|demo|visit|訪問|商談|会議' then 'meeting'
        else 'task'
      end as kind,
      coalesce(${t.completed_at}, ${midnight(t.day, setting.zone)}, ${t.created_at}) as at, ${t.owner_id} as owner_id,
      ${t.account_id} as account_id, ${t.what_id} as what_id, ${t.who_id} as who_id
    from ${as(task, 't')}
    where coalesce(${t.closed}, ${t.completed_at} is not null) and ${t.recurring} is not true`
  const events = mapped`
    select ${e.id} as id, 'meeting' as kind, coalesce(${e.starts_at}, ${midnight(e.day, setting.zone)}, ${e.created_at}) as at,
      ${e.owner_id} as owner_id, ${e.account_id} as account_id, ${e.what_id} as what_id, ${e.who_id} as who_id
    from ${as(event, 'e')}
    where ${e.child} is not true and ${e.recurring} is not true`
  const landed = [...(setting.has(task) ? [tasks] : []), ...(setting.has(event) ? [events] : [])]
  return {
    name: 'activity',
    why: 'Open tasks are plans; invitees’ copies and the patterns of series are no meetings of their own.',
    body: unionAll(...landed),
  }
}

/** Tasks that are done, and events. */
export const activities = defineMapping({
  relation: 'activities',
  needs: [[task, event]],
  select: (setting) => ({
    steps: [activityStep(setting)],
    columns: {
      id: mapped`a.id`,
      kind: mapped`a.kind`,
      at: mapped`a.at`,
      user_id: standingFor(mapped`a.owner_id`, t.owner_id, e.owner_id),
      account_id: standingFor(
        mapped`coalesce(a.account_id, ${prefixed(mapped`a.what_id`, '001')})`,
        ...[t.account_id, t.what_id, e.account_id, e.what_id],
      ),
      opportunity_id: standingFor(prefixed(mapped`a.what_id`, '006'), t.what_id, e.what_id),
      lead_id: standingFor(prefixed(mapped`a.who_id`, '00Q'), t.who_id, e.who_id),
    },
    from: mapped`activity a`,
  }),
})
