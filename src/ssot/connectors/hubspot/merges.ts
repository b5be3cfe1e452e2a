import type { Step } from '../define.ts'
import { as, columnsOf, type Mapped, mapped, unionAll } from '../mapped.ts'
import type { Shape } from '../shape.ts'
import { name } from '../text.ts'

/**
 * Who won over whom, from queries of `winner_id, loser_id`: a step `<step>_pair`, and `<step>` with one row for each loser. A
 * winner may have lost later: then the one it lost to counts.
 */
export function mergeSteps(step: 'merged_deal' | 'merged_contact', pairs: readonly Mapped[]): Step[] {
  const none = mapped`select null::text as winner_id, null::text as loser_id where false`
  const pair = name(`${step}_pair`)
  return [
    { name: `${step}_pair`, body: pairs.length > 0 ? unionAll(...pairs) : none },
    {
      name: step,
      why: 'The losers of merges are gone in the source, and not always in what was landed.',
      body: mapped`
        select distinct on (p.loser_id) coalesce(later.winner_id, p.winner_id) as winner_id, p.loser_id
        from ${pair} p
        left join ${pair} later on later.loser_id = p.winner_id and later.winner_id <> later.loser_id
        where p.winner_id <> p.loser_id
        order by p.loser_id, later.loser_id is not null, 1`,
    },
  ]
}

/** The ids that a record lists as merged into it, separated by semicolons. */
export function listedMerges(
  shape: Shape<{ id: Shape['columns'][string]; merged_ids: Shape['columns'][string] }>,
): Mapped {
  const w = columnsOf(shape, 'w')
  return mapped`
    select ${w.id} as winner_id, btrim(loser_id) as loser_id
    from ${as(shape, 'w')}
    cross join lateral unnest(string_to_array(${w.merged_ids}, ';')) loser_id`
}
