import { defineMetric } from '../../define/metric.ts'
import { committedOwners } from '../../ssot/facts/committed-owners.ts'
import { sql } from '../../ssot/sql.ts'

/** What owners committed to for exactly the period in its first 14 days; who submitted nothing counts 0 and is named. */
export default defineMetric({
  id: 'committed',
  kind: 'sum',
  label: { en: 'Committed at the start', ja: '期初のコミット' },
  description: {
    en: 'The latest commit that each owner submitted for exactly this period in its first 14 days.',
    ja: '期間の最初の14日間に各担当者が最後に提出したコミット金額。',
  },
  team: 'sales',
  unit: 'money',
  better: 'up',
  fact: committedOwners,
  value: { of: sql`f.committed` },
  joins: ['owner'],
  named: {
    words: { en: 'submitted nothing by the 14th day, counted as 0', ja: '14日目までに未提出のため0として計算' },
    names: sql`string_agg(coalesce(owner.name, f.owner_id), ', ' order by owner.name, f.owner_id) filter (where f.committed is null)`,
  },
})
