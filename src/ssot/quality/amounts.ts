import { sql } from '../sql.ts'
import { type Check, counted, defineCheck, number } from './check.ts'

/** Numbers that cannot be. */
export const amountChecks: readonly Check[] = [
  defineCheck({
    id: 'negative_mrr',
    relation: 'subscriptions',
    severity: 'error',
    where: () => sql`r.mrr < 0`,
    words: (n) => ({
      en: `subscriptions.mrr: negative on ${counted(n, 'row')}, and taken off the sums; a credit belongs in revenue`,
      ja: `subscriptions.mrrが負の行が${number(n)}件：合計から差し引かれています（返金・値引はrevenueに計上してください）`,
    }),
  }),
  defineCheck({
    id: 'score_out_of_range',
    relation: 'survey_responses',
    severity: 'error',
    where: () =>
      sql`(r.kind = 'nps' and r.score not between 0 and 10) or (r.kind = 'csat' and r.score not between 1 and 5)`,
    words: (n) => ({
      en: `survey_responses.score: ${counted(n, 'answer is', 'answers are')} outside its scale (NPS 0 to 10, CSAT 1 to 5)`,
      ja: `survey_responses.scoreが範囲外（NPSは0〜10、CSATは1〜5）の回答が${number(n)}件`,
    }),
  }),
]
