import { defineMetric } from '../define/metric.ts'
import { surveyResponses } from '../ssot/facts/survey-responses.ts'
import { sql } from '../ssot/sql.ts'
import { withoutScore } from './shared/left-out.ts'

const scored = sql`f.kind = 'nps' and f.score is not null`

/** (Scores of 9 and 10 − scores of 0 to 6) ÷ responses × 100, by answered_at. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'NPS', ja: 'NPS（推奨度）' },
  description: {
    en: 'Net promoter score: (scores of 9 or 10 − scores of 6 or less) ÷ responses × 100, from −100 to 100.',
    ja: 'ネットプロモータースコア：（9以上の回答 − 6以下の回答）÷ 回答数 × 100。−100から100。',
  },
  aliases: ['net promoter score', '推奨度'],
  team: 'cs',
  unit: 'score',
  better: 'up',
  fact: surveyResponses,
  numerator: {
    of: sql`case when f.score >= 9 then 1 when f.score <= 6 then -1 else 0 end`,
    where: scored,
  },
  denominator: { where: scored },
  leftOut: [{ words: withoutScore, where: sql`f.kind = 'nps' and f.score is null` }],
  scale: 100,
})
