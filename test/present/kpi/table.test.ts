import { expect, it } from 'vitest'
import { deals, type Rows } from '../../support/rows.ts'
import { shown, tableOf, useWorld } from '../../support/world.ts'

const at = '2026-11-16T00:00:00Z'
const rows: Rows = {
  campaigns: [{ id: 'c1', name: 'Expo' }],
  leads: [{ campaign_id: 'c1', created_at: '2026-10-05', mql_at: '2026-10-06', sql_at: '2026-10-07' }],
  costs: [{ day: '2026-10-10', department: 'marketing', campaign_id: 'c1', amount: 100 }],
  ...deals({
    id: 'o',
    campaign_id: 'c1',
    amount: 300,
    created_at: '2026-10-08',
    life: [['2026-10-20T12:00', { stage_id: 'won' }]],
  }),
}

const withoutSqls = await useWorld({ at })
await withoutSqls.fill(rows)
await withoutSqls.database.query('alter table ssot.leads drop column sql_at')
const withoutMarketing = await useWorld({ at, without: ['costs'] })
await withoutMarketing.database.query('alter table ssot.leads drop column sql_at')
const { costs: _, ...others } = rows
await withoutMarketing.fill({
  ...others,
  leads: [{ campaign_id: 'c1', created_at: '2026-10-05', mql_at: '2026-10-06' }],
})

it('keeps every figure under its own column where one in the middle is not connected', async () => {
  const message = await withoutSqls.ask('kpi campaign_performance this quarter')
  // ROI: (0.8 × 300 − 100) ÷ 100 = 140 %.
  expect(tableOf(message, 'Per campaign')).toEqual([
    ['Expo', '1', '1', 'not connected', '1', '¥300', '¥100', '¥100', '140.0%'],
  ])
})

it('says "not connected" in every column that is', async () => {
  const message = await withoutMarketing.ask('kpi campaign_performance this quarter', { locale: 'ja' })
  expect(tableOf(message, 'キャンペーン別')).toEqual([
    ['Expo', '1', '1', '未接続', '1', '¥300', '未接続', '未接続', '未接続'],
  ])
})

it('says what its rows are ordered by', async () => {
  const message = await withoutSqls.ask('kpi campaign_performance this quarter')
  expect(shown(message)).toContain('*1* row, by Leads, the largest first.')
})

it('several KPIs by group: one that is not connected says so beside each group, and is no group itself', async () => {
  const message = await withoutMarketing.ask('kpi bookings, sqls by campaign')
  expect(tableOf(message, 'KPIs side by side')).toEqual([['Expo', '¥300', 'not connected']])
})

it.each([
  ['en', 'Per campaign', '(no campaign)', '¥500 unallocated'],
  ['ja', 'キャンペーン別', '（キャンペーンなし）', '¥500 未配賦'],
] as const)('costs without a campaign are told as unallocated (%s)', async (locale, caption, none, costs) => {
  await withoutSqls.database.query(
    `insert into ssot.costs (id, day, department, campaign_id, amount) values ('u', '2026-10-11', 'marketing', null, 500)`,
  )
  const message = await withoutSqls.ask('kpi campaign_performance this quarter', { locale })
  const row = tableOf(message, caption).find(([name]) => name === none)
  expect([row?.[6], row?.[7], row?.[8]]).toEqual([
    costs,
    ...(locale === 'ja' ? ['データなし', 'データなし'] : ['no data', 'no data']),
  ])
  await withoutSqls.database.query(`delete from ssot.costs where id = 'u'`)
})
