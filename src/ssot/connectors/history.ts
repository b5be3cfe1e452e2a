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

interface ClosingDeal {
  /** `from` of the deals; `id` and `stageId` are columns of it. */
  readonly from: Mapped
  readonly id: Mapped
  readonly stageId: Mapped
  /** `select opportunity_id, at, stage_id` of every known version; by default those of the SSOT's own history. */
  readonly entries?: Mapped | undefined
  /** Where no history tells, or where it begins with the deal closed already. */
  readonly otherwise: Mapped
}

/**
 * When a deal that is closed was closed: the first moment from which on it has had the outcome it has. `closedAt` is for a
 * `from` in which the deal's stage is `s`.
 */
export function closing(setting: Setting, { from, id, stageId, entries, otherwise }: ClosingDeal) {
  const history = setting.ssot('opportunity_history')
  const stages = setting.ssot('stages')
  const known = entries ?? (history && mapped`select opportunity_id, valid_from as at, stage_id from ${history}`)
  if (!known || !stages) {
    return {
      steps: [],
      join: undefined,
      closedAt: mapped`case when s.outcome in ('won', 'lost') then ${otherwise} end`,
    }
  }
  const steps: Step[] = [
    {
      name: 'entry',
      body: mapped`select e.opportunity_id, e.at, s.outcome from (${known}) e join ${stages} s on s.id = e.stage_id`,
    },
    {
      name: 'turn',
      why: 'Since when a deal has had its outcome: a reopened one is open again, and closes anew.',
      body: mapped`
        select e.opportunity_id, min(e.at) as at
        from entry e
        join (
          select e.opportunity_id, max(e.at) as at
          from ${from}
          join ${stages} s on s.id = ${stageId} and s.outcome in ('won', 'lost')
          join entry e on e.opportunity_id = ${id} and e.outcome <> s.outcome
          group by 1
        ) other on other.opportunity_id = e.opportunity_id and e.at > other.at
        group by 1`,
    },
  ]
  return {
    steps,
    join: mapped`left join turn on turn.opportunity_id = ${id}`,
    closedAt: sure(mapped`case when s.outcome in ('won', 'lost') then coalesce(turn.at, ${otherwise}) end`),
  }
}
