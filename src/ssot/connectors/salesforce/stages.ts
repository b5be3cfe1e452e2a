import { defineMapping, type Setting } from '../define.ts'
import { as, columnsOf, lines, type Mapped, mapped, standingFor, unionAll } from '../mapped.ts'
import { modeVersion, nativeVersion, opportunity, stage } from './deal-shapes.ts'
import { sourceOf } from './versions.ts'

const s = columnsOf(stage, 's')
const o = columnsOf(opportunity, 'o')
const m = columnsOf(modeVersion, 'm')
const n = columnsOf(nativeVersion, 'n')

/**
 * The stages of the picklist, and those that only deals of the past still name: a stage's name is what Salesforce keys
 * deals by. Probabilities are percentages there. Without the picklist, stages are put in the order of their probability.
 */
export const stages = defineMapping({
  relation: 'stages',
  needs: [[opportunity]],
  select(setting) {
    const listed = setting.has(stage, 'id') && setting.has(stage, 'sort_order')
    const turn = mapped`row_number() over (order by u.outcome <> 'open', u.outcome = 'lost', u.probability, u.id)::int`
    return {
      steps: [
        { name: 'seen', why: 'Stages as deals name them, now and in the past.', body: seen(setting) },
        {
          name: 'tally',
          body: mapped`select id, closed, won, probability, count(*) as n from seen where id is not null group by 1, 2, 3, 4`,
        },
        {
          name: 'unlisted',
          why: 'The probability that most deals in a stage have: reps may change that of their own.',
          body: lines(
            mapped`
              select t.id, (array_agg(t.probability order by t.n desc, t.probability))[1] as probability,
                case when bool_or(t.won) then 'won' when bool_or(t.closed) then 'lost' else 'open' end as outcome
              from tally t`,
            listed ? mapped`where not exists (select 1 from ${as(stage, 's')} where ${s.id} = t.id)` : undefined,
            mapped`group by 1`,
          ),
        },
        {
          name: 'known',
          why: 'Outside 0 to 100, a probability is a mistake.',
          body: unionAll(
            ...(listed ? [listedStages] : []),
            mapped`
              select u.id, u.id as name, ${listed ? amongListed(turn) : turn} as position, u.outcome, u.probability as percent
              from unlisted u`,
          ),
        },
      ],
      columns: {
        id: mapped`k.id`,
        pipeline: mapped`'default'::text`,
        name: mapped`k.name`,
        position: mapped`k.position`,
        outcome: mapped`k.outcome`,
        probability: standingFor(
          mapped`case when k.percent between 0 and 100 then k.percent / 100 end`,
          s.probability,
          o.probability,
        ),
      },
      from: mapped`known k`,
      where: mapped`k.id is not null`,
      notes: listed
        ? []
        : [
            {
              en: `${setting.schema}.stages is made of the stages that deals name, in the order of their probability: land opportunity_stage for their real order`,
              ja: `${setting.schema}.stagesは商談に現れるステージから作り、確度の順に並べます。正しい順序にはopportunity_stageを取り込んでください`,
            },
          ],
    }
  },
})

const listedStages = mapped`
  select ${s.id} as id, coalesce(${s.label}, ${s.id}) as name, ${s.sort_order} as position,
    case when ${s.won} then 'won' when ${s.closed} then 'lost' else 'open' end as outcome, ${s.probability} as percent
  from ${as(stage, 's')}`

/** An open stage that has left the picklist stands with the open one that was as probable, or next below; a closed one last. */
const amongListed = (turn: Mapped): Mapped => mapped`
  case
    when u.outcome = 'open' then coalesce(
      (select max(${s.sort_order}) from ${as(stage, 's')} where ${s.closed} is not true and ${s.probability} <= u.probability),
      (select min(${s.sort_order}) from ${as(stage, 's')}))
    else (select max(${s.sort_order}) from ${as(stage, 's')}) + ${turn}
  end`

/** Salesforce's own history has no outcomes: what is certain or impossible, and out of the forecast, is closed. */
function seen(setting: Setting): Mapped {
  const source = sourceOf(setting)
  return unionAll(
    mapped`
      select ${o.stage_id} as id, ${o.closed} as closed, ${o.won} as won, ${o.probability} as probability
      from ${as(opportunity, 'o')}`,
    ...(source === 'mode' ? [seenByMode] : []),
    ...(source === 'native' ? [seenByNative] : []),
  )
}

const seenByMode = mapped`
  select ${m.stage_id}, ${m.closed}, ${m.won}, ${m.probability} from ${as(modeVersion, 'm')}`

const seenByNative = mapped`
  select ${n.stage_id}, ${n.probability} in (0, 100) and lower(${n.forecast_category}) in ('closed', 'omitted'),
    ${n.probability} = 100 and lower(${n.forecast_category}) = 'closed', ${n.probability}
  from ${as(nativeVersion, 'n')}`
