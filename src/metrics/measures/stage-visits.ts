import { defineMetric } from '../../define/metric.ts'
import { stageVisits as fact } from '../../ssot/facts/stage-visits.ts'

/** Visits to open stages; by `visited` (a stage's id) it says which stages were in use. */
export const stageVisits = defineMetric({
  label: { en: 'Visits', ja: '滞在数' },
  description: { en: 'Visits to open stages.', ja: '進行中ステージへの滞在。' },
  team: 'sales',
  kind: 'sum',
  unit: 'count',
  better: 'up',
  fact,
  value: {},
})
