import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns } from './listed/accounts.ts'

/** Answers to surveys by when they were given; an answer may be nobody's account. */
export const surveyResponses = defineFact({
  id: 'survey_responses',
  reads: ['survey_responses', 'accounts', 'users'],
  needs: ['survey_responses'],
  time: 'event',
  at: { column: sql`f.answered_at`, type: 'instant' },
  rows: (c) => sql`
    select x.id, x.account_id, x.kind, x.score, x.answered_at from ${c.t.survey_responses} x`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.id`,
  listed: [
    ...accountColumns,
    { id: 'kind', label: { en: 'Survey', ja: 'アンケート' }, value: sql`f.kind`, type: 'text' },
    { id: 'score', label: { en: 'Score', ja: '点数' }, value: sql`f.score`, type: 'number' },
    { id: 'answered', label: { en: 'Answered', ja: '回答日時' }, value: sql`f.answered_at`, type: 'instant' },
  ],
})
