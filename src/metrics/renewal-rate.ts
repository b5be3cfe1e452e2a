import { defineMetric } from '../define/metric.ts'
import { endingTerms } from '../ssot/facts/ending-terms.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** Of a term some of whose subscriptions have no MRR the others count. */
const known = sql`f.mrr > 0`

/** Of the MRR whose term ends in the period, the part still paid 30 days after its end. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Renewal rate', ja: '更新率' },
  description: {
    en: 'Of the MRR whose term ended in the period, the part still paid 30 days after its end.',
    ja: '期間内に契約期間が終了したMRRのうち、終了から30日後も支払われている割合。',
  },
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'this quarter',
  fact: endingTerms,
  numerator: { of: sql`f.still_paid`, where: known },
  denominator: { of: sql`f.mrr`, where: known },
  leftOut: [unknownMrr],
  cohortDays: 30,
})
