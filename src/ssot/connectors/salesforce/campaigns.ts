import { defineMapping } from '../define.ts'
import { as, columnsOf } from '../mapped.ts'
import { campaign } from './shapes.ts'

const c = columnsOf(campaign, 'c')

/** Campaigns; their type is the channel. */
export const campaigns = defineMapping({
  relation: 'campaigns',
  needs: [[campaign]],
  select: () => ({
    columns: { id: c.id, name: c.name, channel: c.channel, started_on: c.started_on, ended_on: c.ended_on },
    from: as(campaign, 'c'),
  }),
})
