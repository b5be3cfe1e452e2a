import type { Setting, Step } from '../define.ts'
import { as, columnsOf, type Mapped, mapped, unionAll } from '../mapped.ts'
import { bool, defineShape, id, instant, type Shape, text } from '../shape.ts'
import { name } from '../text.ts'

const gone = [bool('_fivetran_deleted')]
const active = bool('_fivetran_active')

const engagement = defineShape({
  name: 'engagement',
  tables: ['engagement'],
  columns: { id: id('id'), kind: text('type'), at: instant('timestamp', 'created_at'), owner_id: text('owner_id') },
  gone,
  active,
})

/** The details of one kind of engagement; a meeting may have nothing but its start. */
const details = (kind: string) =>
  defineShape({
    name: `engagement_${kind}`,
    tables: [`engagement_${kind}`],
    columns: {
      id: id('engagement_id'),
      at: instant('property_hs_timestamp', 'timestamp', 'start_time', 'property_hs_createdate'),
      owner_id: text('property_hubspot_owner_id'),
      status: text('property_hs_task_status'),
    },
    gone,
    active,
  })

const kinds = ['call', 'email', 'meeting', 'note', 'task'] as const
const byKind = kinds.map((kind) => ({ kind, shape: details(kind) }))
export const engagementTables: readonly Shape[] = [...byKind.map(({ shape }) => shape), engagement]

const link = (object: 'deal' | 'company' | 'contact') =>
  defineShape({
    name: `engagement_${object}`,
    tables: [`engagement_${object}`],
    columns: { engagement_id: id('engagement_id'), object_id: id(`${object}_id`) },
    gone,
  })
const links = { deal: link('deal'), company: link('company'), contact: link('contact') }

/** A step `activity`, of the tables of each kind where they are landed, else of the table of all. */
export function engagementSteps(setting: Setting): Step[] {
  const landed = byKind.filter(({ shape }) => setting.has(shape))
  const e = columnsOf(engagement, 'e')
  const known = setting.has(engagement)
  const ofKind = ({ kind, shape }: (typeof byKind)[number]): Mapped => {
    const k = columnsOf(shape, 'k')
    const done = kind === 'task' ? mapped` where coalesce(upper(${k.status}), 'COMPLETED') = 'COMPLETED'` : mapped``
    const beside = known ? mapped` left join ${as(engagement, 'e')} on ${e.id} = ${k.id}` : mapped``
    const or = (own: Mapped, shared: Mapped): Mapped => (known ? mapped`coalesce(${own}, ${shared})` : own)
    return mapped`
      select ${k.id} as id, ${kind} as kind, ${or(k.at, e.at)} as at, ${or(k.owner_id, e.owner_id)} as owner_id
      from ${as(shape, 'k')}${beside}${done}`
  }
  const ofAll = mapped`
    select ${e.id} as id, lower(${e.kind}) as kind, ${e.at} as at, ${e.owner_id} as owner_id
    from ${as(engagement, 'e')}
    where lower(${e.kind}) in ('call', 'email', 'meeting', 'note', 'task')`
  const one = (object: keyof typeof links): Mapped => {
    const l = columnsOf(links[object], 'l')
    const alias = name(`of_${object}`)
    return mapped`
      left join (
        select ${l.engagement_id} as engagement_id, min(${l.object_id}) as ${name(`${object}_id`)}
        from ${as(links[object], 'l')}
        group by 1
      ) ${alias} on ${alias}.engagement_id = x.id`
  }
  return [
    {
      name: 'engaged',
      why: 'Tasks that are not done are plans.',
      body: landed.length > 0 ? unionAll(...landed.map(ofKind)) : ofAll,
    },
    {
      name: 'activity',
      why: 'One row for each engagement, however many records it is linked to.',
      body: mapped`
        select x.id, x.kind, x.at, x.owner_id, of_deal.deal_id, of_company.company_id, of_contact.contact_id
        from engaged x
        ${one('deal')}
        ${one('company')}
        ${one('contact')}`,
    },
  ]
}
