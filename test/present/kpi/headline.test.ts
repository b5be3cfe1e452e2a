import { expect, it } from 'vitest'
import { deals } from '../../support/rows.ts'
import { shown, useWorld } from '../../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill({
  revenue: [
    { account_id: 'acme', recognized_on: '2026-05-01', amount: 110 },
    { account_id: 'acme', recognized_on: '2026-08-01', amount: 140 },
  ],
  costs: [{ day: '2026-08-05', department: 'marketing', campaign_id: 'c1', amount: 100 }],
  forecasts: [
    {
      ...{ id: 'f', period_start: '2026-07-01', period_end: '2026-10-01', owner_id: 'ann' },
      ...{ category: 'commit', amount: 240, submitted_at: '2026-07-05T09:00' },
    },
  ],
  ...deals({
    ...{ id: 'o', amount: 300, sourced_by: 'marketing', campaign_id: 'c1', created_at: '2026-07-01' },
    life: [['2026-08-20T12:00', { stage_id: 'won' }]],
  }),
})

// 140 ÷ 110 − 1 = 27.3 %; 1 − |240 − 300| ÷ 300 = 80 %.
it.each([
  ['revenue_growth', 'en', '(¥140 after ¥110)'],
  ['revenue_growth', 'ja', '（¥110から¥140へ）'],
  ['mroi', 'en', ' gained on costs of ¥100)'],
  ['marketing_roi', 'ja', '（費用¥100に対する利益¥'],
  ['forecast_accuracy', 'en', '*80.0%*   (¥240 committed, ¥300 booked)'],
  ['forecast_accuracy', 'ja', '（コミット¥240、受注¥300）'],
] as const)('%s does not call its sides a share (%s)', async (id, locale, told) => {
  const seen = shown(await world.ask(`kpi ${id} 2026Q3`, { locale }), locale)
  expect(seen.split('\n').find((line) => line.startsWith('*'))).toContain(told)
})
