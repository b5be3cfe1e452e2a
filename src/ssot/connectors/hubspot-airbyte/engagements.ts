import type { Setting, Step } from '../define.ts'
import { as, columnsOf, type Mapped, mapped, unionAll } from '../mapped.ts'
import type { Shape } from '../shape.ts'
import { engagement, engagementOf } from './shapes.ts'

const kinds = ['call', 'email', 'meeting', 'note', 'task'] as const
const byKind = kinds.map((kind) => ({ kind, shape: engagementOf(kind) }))
export const engagementTables: readonly Shape[] = [...byKind.map(({ shape }) => shape), engagement]

/** A step `activity`, of the streams of each kind where they are landed, else of the stream of all. */
export function engagementSteps(setting: Setting): Step[] {
  const landed = byKind.filter(({ shape }) => setting.has(shape))
  return [
    {
      name: 'activity',
      why: 'Tasks that are not done are plans; of the records it is linked to, the first of each kind.',
      body: landed.length > 0 ? unionAll(...landed.map(ofKind)) : ofAll,
    },
  ]
}

function ofKind({ kind, shape }: (typeof byKind)[number]): Mapped {
  const k = columnsOf(shape, 'k')
  const done = kind === 'task' ? mapped` where coalesce(upper(${k.status}), 'COMPLETED') = 'COMPLETED'` : mapped``
  return mapped`
    select ${k.id} as id, ${kind} as kind, ${k.at} as at, ${k.owner_id} as owner_id, ${k.deals} ->> 0 as deal_id,
      ${k.companies} ->> 0 as company_id, ${k.contacts} ->> 0 as contact_id
    from ${as(shape, 'k')}${done}`
}

const e = columnsOf(engagement, 'e')
const ofAll = mapped`
  select ${e.id} as id, lower(${e.kind}) as kind, ${e.at} as at, ${e.owner_id} as owner_id,
    ${e.links} -> 'dealIds' ->> 0 as deal_id, ${e.links} -> 'companyIds' ->> 0 as company_id,
    ${e.links} -> 'contactIds' ->> 0 as contact_id
  from ${as(engagement, 'e')}
  where lower(${e.kind}) in ('call', 'email', 'meeting', 'note', 'task')`
