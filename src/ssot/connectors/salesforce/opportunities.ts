import { defineMapping } from '../define.ts'
import { forecastCategory, midnight, opportunityType, sourcedBy } from '../guesses.ts'
import { closing } from '../history.ts'
import { as, columnsOf, lines, mapped, standingFor } from '../mapped.ts'
import { name } from '../text.ts'
import { lineItem, opportunity, product } from './deal-shapes.ts'
import { entriesOf } from './versions.ts'

const o = columnsOf(opportunity, 'o')
const line = columnsOf(lineItem, 'line')
const p = columnsOf(product, 'product')

/**
 * Opportunities. Salesforce has no moment of closing: it is read from the history, else it is midnight of the close date
 * in the company's time zone.
 */
export const opportunities = defineMapping({
  relation: 'opportunities',
  needs: [[opportunity]],
  select(setting) {
    const stages = setting.ssot('stages') ?? name(setting.schema, 'stages')
    const closes = closing(setting, {
      from: as(opportunity, 'o'),
      id: o.id,
      stageId: o.stage_id,
      entries: entriesOf(setting),
      otherwise: midnight(o.close_date, setting.zone),
    })
    const products = setting.has(lineItem) && setting.has(product)
    return {
      steps: [
        ...closes.steps,
        ...(products
          ? [
              {
                name: 'sold',
                why: 'A deal of several products is of none: it would be counted under each.',
                body: mapped`
                  select ${line.opportunity_id} as opportunity_id, min(${p.name}) as product
                  from ${as(lineItem, 'line')}
                  join ${as(product, 'product')} on ${p.id} = ${line.product_id}
                  group by 1
                  having count(distinct ${p.name}) = 1`,
              },
            ]
          : []),
      ],
      columns: {
        id: o.id,
        name: o.name,
        account_id: o.account_id,
        owner_id: o.owner_id,
        pipeline: mapped`s.pipeline`,
        stage_id: o.stage_id,
        type: opportunityType(o.type),
        sourced_by: sourcedBy(o.source),
        source: o.source,
        campaign_id: o.campaign_id,
        product: products ? mapped`sold.product` : standingFor(mapped`null::text`, line.product_id, p.name),
        amount: o.amount,
        currency: mapped`upper(${o.currency})`,
        close_date: o.close_date,
        created_at: o.created_at,
        closed_at: closes.closedAt,
        forecast_category: forecastCategory(o.forecast_category),
        next_step: o.next_step,
        last_activity_at: midnight(o.last_activity, setting.zone),
        lost_reason: o.lost_reason,
        updated_at: o.updated_at,
      },
      from: lines(
        as(opportunity, 'o'),
        mapped`left join ${stages} s on s.id = ${o.stage_id}`,
        closes.join,
        products ? mapped`left join sold on sold.opportunity_id = ${o.id}` : undefined,
      ),
      notes: setting.ssot('opportunity_history') ? [] : [guessedClose(setting.zone)],
    }
  },
})

const guessedClose = (zone: string) => ({
  en: `closed_at is midnight of the close date (${zone}): no history says when a deal was closed`,
  ja: `クローズの時刻が分かる履歴がないため、closed_atはクローズ日の0時（${zone}）とします`,
})
