import { sql } from '../../ssot/sql.ts'
import { type HealthInputSql, linear } from './inputs.ts'

/** Days since the last e-mail, call or meeting, else since the account was created: 100 to 14 days, 0 from 90. */
export const engagement: HealthInputSql = {
  connected: (c) => c.fresh('activities') && c.has('activities.account_id'),
  join: (c) => sql`
    cross join lateral (
      select extract(epoch from ${c.asOf} - coalesce(
        (select max(a.at) from ${c.t.activities} a
          where a.account_id = p.account_id and a.at < ${c.asOf} and a.kind in ('email', 'call', 'meeting')),
        p.created_at))::float8 / 86400 as days
      offset 0
    ) contact`,
  score: () => linear(sql`contact.days`, [14, 100], [90, 0]),
  raw: sql`contact.days`,
}
