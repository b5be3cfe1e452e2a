import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'

/** What was spent, by day. It is nobody's own: who sees their own records does not see it. */
export const costs = defineFact({
  id: 'costs',
  amounts: 'costs',
  reads: ['costs', 'campaigns'],
  needs: ['costs'],
  time: 'event',
  at: { column: sql`f.day`, type: 'day' },
  rows: (c) => sql`
    select x.id, x.day, x.department, x.kind, x.campaign_id, x.channel, x.amount from ${c.t.costs} x`,
  joins: { campaign: { sql: (c) => sql`left join ${c.t.campaigns} campaign on campaign.id = f.campaign_id` } },
  dimensions: {
    department: { key: sql`f.department` },
    kind: { key: sql`f.kind`, needs: ['costs.kind'] },
    campaign: {
      key: sql`f.campaign_id`,
      name: sql`campaign.name`,
      joins: ['campaign'],
      needs: ['campaigns', 'costs.campaign_id'],
    },
    channel: { key: sql`coalesce(f.channel, campaign.channel)`, joins: ['campaign'], needs: ['costs.channel'] },
  },
  people: [],
})
