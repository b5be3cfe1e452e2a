import { sql } from '../../ssot/sql.ts'
import type { HealthInputSql } from './inputs.ts'

/** The latest answer: NPS × 10, or CSAT (score − 1) × 25. Its weight fades to nothing at 180 days. */
export const sentiment: HealthInputSql = {
  connected: (c) => c.fresh('survey_responses') && c.has('survey_responses.account_id'),
  join: (c) => sql`
    left join lateral (
      select r.kind, r.score::float8 as score, extract(epoch from ${c.asOf} - r.answered_at)::float8 / 86400 as days
      from ${c.t.survey_responses} r
      where r.account_id = p.account_id and r.answered_at < ${c.asOf} and r.kind in ('nps', 'csat') and r.score is not null
      order by r.answered_at desc, r.id limit 1
    ) survey on true`,
  score: () => sql`case survey.kind when 'nps' then survey.score * 10 when 'csat' then (survey.score - 1) * 25 end`,
  fade: () => sql`greatest(0, 1 - survey.days / 180)`,
  raw: sql`survey.score`,
}
