import { changesAsVersions } from '../changes.ts'
import { defineMapping } from '../define.ts'
import { dayOf, forecastCategory } from '../guesses.ts'
import { historySelection } from '../history.ts'
import { as, columnsOf, mapped, readBy } from '../mapped.ts'
import { homeAmount } from './opportunities.ts'
import type { HubspotSource } from './source.ts'
import { stageKey } from './stages.ts'

/**
 * Versions of deals, from the changes of their properties. A stage that the deal's pipeline does not have is looked for in
 * the others, where its id is the only one.
 */
export const opportunityHistoryOf = (source: HubspotSource) => {
  const d = columnsOf(source.deal, 'd')
  return defineMapping({
    relation: 'opportunity_history',
    needs: [[source.deal], source.stageTables, source.historyTables],
    select(setting) {
      const { steps, note } = source.changes(setting)
      const instant = (value: ReturnType<typeof mapped>) => readBy(setting.schema, 'landed_instant', value)
      const number = (value: ReturnType<typeof mapped>) => readBy(setting.schema, 'landed_number', value)
      const rate = mapped`coalesce(${d.home_amount} / nullif(${d.amount}, 0), 1)`
      return historySelection(
        [
          ...steps,
          ...changesAsVersions(
            'state',
            [
              { field: 'stage', today: d.stage_id },
              { field: 'pipeline', today: d.pipeline_id },
              // What was not kept in the company's currency is converted at the deal's present rate.
              { field: 'amount', today: homeAmount(d), read: (value) => mapped`${number(value)} * ${rate}` },
              {
                field: 'close_date',
                today: dayOf(d.closes_at, setting.zone),
                read: (value) => dayOf(instant(value), setting.zone),
              },
              { field: 'forecast_category', today: d.forecast_category, made: forecastCategory },
              { field: 'owner_id', today: d.owner_id },
            ],
            { from: as(source.deal, 'd'), id: d.id },
          ),
          ...source.mergedDeal(setting),
          ...source.stages(setting),
          {
            name: 'version',
            why: 'Deals that were merged into another are gone, with their past.',
            body: mapped`
              select state.opportunity_id, state.valid_from, state.seq,
                ${stageKey(mapped`coalesce(own.pipeline_id, sole.pipeline_id, state.pipeline)`, mapped`state.stage`)} as stage_id,
                state.amount, state.close_date, state.forecast_category, state.owner_id
              from state
              left join stage own on own.pipeline_id = state.pipeline and own.stage_id = state.stage
              left join (
                select stage_id, min(pipeline_id) as pipeline_id from stage group by 1 having count(*) = 1
              ) sole on sole.stage_id = state.stage
              where state.stage is not null
                and not exists (select 1 from merged_deal m where m.loser_id = state.opportunity_id)`,
          },
        ],
        [note],
      )
    },
  })
}
