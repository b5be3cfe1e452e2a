import { type Sql, sql } from '../../src/ssot/sql.ts'
import type { Asked } from './asked.ts'
import { movement } from './movement.ts'
import { openDeals } from './open-deals.ts'
import { outlook } from './outlook.ts'

/** The figures of `/revops pipeline` as somebody would write them who knows this one question and this schema. */
export const byHand = (asked: Asked): Record<string, Sql> => ({
  openDeals: openDeals(asked),
  movement: movement(asked),
  outlook: outlook(asked),
  targets: targets(asked),
  // Only answers over several people's records show what each team promised.
  ...(asked.people ? {} : { promised: promised(asked) }),
  freshness: sql`select source, synced_at, relations from ssot.freshness`,
})

const targets = ({ quarter, next }: Asked): Sql => sql`
  select period_start, period_end, owner_id, team, value from ssot.targets
  where metric = 'bookings' and period_start >= ${quarter.fromDay} and period_end <= ${next.toDay}`

const promised = ({ now, quarter }: Asked): Sql => sql`
  select owner.team, sum(f.amount) from (
    select distinct on (owner_id) owner_id, amount from ssot.forecasts
    where period_start = ${quarter.fromDay} and period_end = ${quarter.toDay} and category = 'commit' and submitted_at < ${now}
    order by owner_id, submitted_at desc
  ) f left join ssot.users owner on owner.id = f.owner_id group by 1`
