import { defineMapping } from '../define.ts'
import { as, columnsOf, lines, mapped } from '../mapped.ts'
import { opportunity } from './deal-shapes.ts'
import { account } from './shapes.ts'

const a = columnsOf(account, 'a')
const o = columnsOf(opportunity, 'o')

/** Accounts. Where their creation is not landed, an account is as old as its first opportunity. */
export const accounts = defineMapping({
  relation: 'accounts',
  needs: [[account]],
  select(setting) {
    const dated = setting.has(account, 'created_at') || !setting.has(opportunity, 'created_at')
    return {
      columns: {
        id: a.id,
        name: a.name,
        segment: a.segment,
        industry: a.industry,
        region: a.region,
        owner_id: a.owner_id,
        csm_id: a.csm_id,
        parent_id: a.parent_id,
        created_at: dated ? a.created_at : mapped`first_deal.created_at`,
      },
      from: lines(
        as(account, 'a'),
        dated
          ? undefined
          : mapped`
            left join (
              select ${o.account_id} as account_id, min(${o.created_at}) as created_at
              from ${as(opportunity, 'o')}
              group by 1
            ) first_deal on first_deal.account_id = ${a.id}`,
      ),
      notes: dated
        ? []
        : [
            {
              en: `${setting.labelOf(account)} has no created_date: an account is taken to be as old as its first opportunity`,
              ja: `${setting.labelOf(account)}にcreated_dateがないため、最初の商談の作成日を取引先の作成日とみなします`,
            },
          ],
    }
  },
})
