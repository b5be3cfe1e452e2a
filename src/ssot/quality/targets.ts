import { sql } from '../sql.ts'
import { type Check, counted, defineCheck, number } from './check.ts'

/** Targets that cannot be used: two for the same thing, or one for a KPI nobody knows. */
export const targetChecks: readonly Check[] = [
  defineCheck({
    id: 'duplicate_target',
    relation: 'targets',
    severity: 'error',
    // With an owner, the team is ignored.
    rows: ({ t }) => sql`
      select concat_ws(' ', r.metric, r.period_start, coalesce(r.owner_id, r.team)) as key
      from (
        select metric, period_start, period_end, owner_id, case when owner_id is null then team end as team
        from ${t.targets} x where value is not null
      ) r
      group by r.metric, r.period_start, r.period_end, r.owner_id, r.team having count(*) > 1`,
    words: (n) => ({
      en: `targets: ${counted(n, 'target is', 'targets are')} set more than once for the same KPI, period and scope, and not used`,
      ja: `同じKPI・期間・範囲に複数の目標があるものが${number(n)}件：使われていません`,
    }),
  }),
  defineCheck({
    id: 'unknown_metric',
    relation: 'targets',
    severity: 'warning',
    where: ({ metrics }) => sql`not r.metric = any(${metrics}::text[])`,
    words: (n) => ({
      en: `targets.metric: ${counted(n, 'target is', 'targets are')} for no KPI of the catalogue, and unused`,
      ja: `targets.metricがKPI一覧にない目標が${number(n)}件：使われていません`,
    }),
  }),
]
