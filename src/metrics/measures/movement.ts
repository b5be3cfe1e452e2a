import type { Temporal } from 'temporal-polyfill'
import { defineMetric, type SumMetric } from '../../define/metric.ts'
import { movementsSince } from '../../ssot/facts/pipeline-movement.ts'
import { sql } from '../../ssot/sql.ts'

/** Σ of what moved the open amount closing in the period since an instant; broken down by `movement` it reconciles. */
export const movementMeasure = (since: Temporal.Instant): SumMetric =>
  defineMetric({
    id: 'pipeline_movement',
    kind: 'sum',
    label: { en: 'Pipeline movement', ja: 'パイプラインの増減' },
    description: {
      en: 'What moved the open amount that closes in the period, from start to end.',
      ja: '期間内にクローズ予定の進行中商談の金額の増減。',
    },
    team: 'sales',
    unit: 'money',
    better: 'up',
    fact: movementsSince(since),
    value: { of: sql`f.delta` },
  })
