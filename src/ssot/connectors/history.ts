import type { Words } from '../../define/words.ts'
import type { Selection, Setting, Step } from './define.ts'
import { type Mapped, mapped, sure } from './mapped.ts'

/**
 * The contract's history from a step `version (opportunity_id, valid_from, seq, stage_id, amount, close_date,
 * forecast_category, owner_id)`; `seq` orders versions of the same instant.
 *
 * A version ends where the next begins. What connectors write as its end is a far-future date for the one that is valid
 * now, and a millisecond less than the next start for the others.
 */
export function historySelection(steps: readonly Step[], notes: readonly Words[]) {
  return {
    steps: [
      ...steps,
      {
        name: 'settled',
        why: 'Of several versions of one instant the last, and whether it changed anything that is kept.',
        body: mapped`
          select v.*, row_number() over w = 1
            or (v.stage_id, v.amount, v.close_date, v.forecast_category, v.owner_id) is distinct from (lag(v.stage_id) over w,
              lag(v.amount) over w, lag(v.close_date) over w, lag(v.forecast_category) over w, lag(v.owner_id) over w) as changed
          from (
            select distinct on (opportunity_id, valid_from) *
            from version
            where opportunity_id is not null and valid_from is not null
            order by opportunity_id, valid_from, seq desc
          ) v
          window w as (partition by v.opportunity_id order by v.valid_from)`,
      },
    ],
    columns: {
      opportunity_id: mapped`v.opportunity_id`,
      valid_from: mapped`v.valid_from`,
      valid_to: mapped`lead(v.valid_from) over (partition by v.opportunity_id order by v.valid_from)`,
      stage_id: mapped`v.stage_id`,
      amount: mapped`v.amount`,
      close_date: mapped`v.close_date`,
      forecast_category: mapped`v.forecast_category`,
      owner_id: mapped`v.owner_id`,
    },
    from: mapped`settled v`,
    where: mapped`v.changed`,
    notes,
  } satisfies Selection
}

/**
 * When a deal that is closed was closed: the last time it changed between open, won and lost. `otherwise` where no history
 * tells, or where it begins with the deal closed already.
 */
export function closing(setting: Setting, id: Mapped, outcome: Mapped, otherwise: Mapped) {
  const history = setting.ssot('opportunity_history')
  const stages = setting.ssot('stages')
  if (!history || !stages) {
    return {
      steps: [],
      join: mapped``,
      closedAt: mapped`case when ${outcome} in ('won', 'lost') then ${otherwise} end`,
    }
  }
  const turn: Step = {
    name: 'turn',
    why: 'The last change between open, won and lost: a reopened deal is open again, and closes anew.',
    body: mapped`
      select distinct on (x.opportunity_id) x.opportunity_id, x.outcome, x.valid_from as at
      from (
        select h.opportunity_id, h.valid_from, s.outcome,
          lag(s.outcome) over (partition by h.opportunity_id order by h.valid_from) as before
        from ${history} h
        join ${stages} s on s.id = h.stage_id
      ) x
      where x.before <> x.outcome
      order by x.opportunity_id, x.valid_from desc`,
  }
  return {
    steps: [turn],
    join: mapped`left join turn on turn.opportunity_id = ${id}`,
    closedAt: sure(mapped`case when ${outcome} in ('won', 'lost')
    then coalesce(case when turn.outcome = ${outcome} then turn.at end, ${otherwise}) end`),
  }
}
