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
  open: true,
  rowKey: sql`f.id`,
  listed: [
    { id: 'day', label: { en: 'Day', ja: '日付' }, value: sql`f.day`, type: 'day' },
    { id: 'department', label: { en: 'Department', ja: '部門' }, value: sql`f.department`, type: 'text' },
    { id: 'kind', label: { en: 'Kind', ja: '種類' }, value: sql`f.kind`, type: 'text' },
    {
      id: 'campaign',
      label: { en: 'Campaign', ja: 'キャンペーン' },
      value: sql`campaign.name`,
      type: 'text',
      joins: ['campaign'],
    },
    { id: 'amount', label: { en: 'Amount', ja: '金額' }, value: sql`f.amount`, type: 'money' },
  ],
})
