import { defineMetric } from '../define/metric.ts'
import { surveyResponses } from '../ssot/facts/survey-responses.ts'
import { sql } from '../ssot/sql.ts'
import { withoutScore } from './shared/left-out.ts'

/** CSAT scores of 4 and 5 ÷ CSAT responses, by answered_at. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'CSAT', ja: '顧客満足度' },
  description: {
    en: 'CSAT scores of 4 or 5 ÷ all CSAT responses, by when they were given.',
    ja: 'CSATで4以上の回答 ÷ CSATの回答（回答日基準）。',
  },
  aliases: ['customer satisfaction', '満足度'],
  team: 'cs',
  unit: 'percent',
  better: 'up',
  fact: surveyResponses,
  numerator: { where: sql`f.kind = 'csat' and f.score >= 4` },
  denominator: { where: sql`f.kind = 'csat' and f.score is not null` },
  leftOut: [{ words: withoutScore, where: sql`f.kind = 'csat' and f.score is null` }],
  counts: true,
})
