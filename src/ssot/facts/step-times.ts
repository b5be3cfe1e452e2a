import { defineFact, type Fact } from '../fact.ts'
import { join, ordinal, type Sql, sql } from '../sql.ts'
import { countsLeads, type FunnelStep, stepColumn } from './journeys.ts'

/** Days before the period that its times are compared with. */
const timeBaselineDays = 365

/**
 * Days from each step to the next, one row per journey and step that moved on in the period (`recent`) or in the 365 days
 * before it. `mid_rank` and `ties` rank them within their step for a rank-sum test: mid-ranks for equal values, and
 * t² − 1 for a tie of t. A skipped step has no duration.
 */
export function stepTimes(leads: Fact, opportunities: Fact, steps: readonly FunnelStep[]): Fact {
  const pairs = steps.flatMap((step, i) => {
    const next = steps[i + 1]
    return next ? [{ step, next }] : []
  })
  return defineFact({
    id: 'step_times',
    reads: [...new Set([...leads.reads, ...opportunities.reads])],
    time: 'span',
    rows(c) {
      const early = sql`${c.from} - ${timeBaselineDays}::int * interval '1 day'`
      const moved = (fact: Fact, wanted: typeof pairs): Sql => sql`
        select x.step, extract(epoch from x.onward - x.at)::float8 / 86400 as days, x.onward >= ${c.from} as recent
        from (${fact.rows(c)}) f
        cross join lateral (values ${join(
          wanted.map(
            ({ step, next }) => sql`(${ordinal(step.index)}, ${stepColumn(step.index)}, ${stepColumn(next.index)})`,
          ),
        )}) x (step, at, onward)
        where x.onward > x.at and x.onward >= ${early} and x.onward < least(${c.to}, ${c.asOf})`
      const parts = [
        { fact: leads, wanted: pairs.filter(({ step }) => countsLeads(step)) },
        { fact: opportunities, wanted: pairs.filter(({ step }) => !countsLeads(step)) },
      ].filter(({ fact, wanted }) => wanted.length > 0 && (fact.needs ?? []).every(c.has))
      return sql`
        select t.*, rank() over (partition by t.step order by t.days)
            + (count(*) over (partition by t.step, t.days) - 1) / 2.0 as mid_rank,
          power(count(*) over (partition by t.step, t.days), 2) - 1 as ties
        from (${join(
          parts.map(({ fact, wanted }) => moved(fact, wanted)),
          ' union all ',
        )}) t`
    },
    dimensions: { step: { key: sql`f.step`, order: sql`f.step` } },
    people: [],
  })
}
