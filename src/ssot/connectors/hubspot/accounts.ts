import { defineMapping } from '../define.ts'
import { as, columnsOf, mapped } from '../mapped.ts'
import type { HubspotSource } from './source.ts'

/** Companies, without those that were merged into another. */
export const accountsOf = (source: HubspotSource) => {
  const c = columnsOf(source.company, 'c')
  const winner = columnsOf(source.company, 'winner')
  return defineMapping({
    relation: 'accounts',
    needs: [[source.company]],
    select: (setting) => ({
      columns: {
        id: c.id,
        name: c.name,
        segment: c.segment,
        industry: c.industry,
        region: c.region,
        owner_id: c.owner_id,
        csm_id: c.csm_id,
        parent_id: c.parent_id,
        created_at: c.created_at,
      },
      from: as(source.company, 'c'),
      ...(setting.has(source.company, 'merged_ids')
        ? {
            where: mapped`not exists (
              select 1 from ${as(source.company, 'winner')}
              where ${winner.id} <> ${c.id} and ${c.id} = any (string_to_array(${winner.merged_ids}, ';'))
            )`,
          }
        : {}),
    }),
  })
}
