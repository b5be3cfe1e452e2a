import { defineMetric } from '../define/metric.ts'
import { openOpportunities } from '../ssot/facts/open-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

/** Open amount without a flag ÷ open amount; deals without an amount are a flag by number. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Pipeline health', ja: 'パイプラインの健全性' },
  description: {
    en: 'Open amount without a flag ÷ open amount. Flags: close date past or missing; longer in its stage than 9 in 10 deals won in the last 365 days; no activity for 14 days; no next step.',
    ja: '注意フラグのない進行中商談の金額 ÷ 進行中商談の金額。フラグ：クローズ予定日の超過・未入力、ステージ滞在が過去365日の受注商談の90パーセンタイル超、14日間活動なし、次のアクション未入力。',
  },
  team: 'sales',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'now',
  // Next steps are known as of today only: deals that closed since have none.
  comparable: false,
  fact: openOpportunities,
  joins: ['flags'],
  numerator: { of: sql`f.amount`, where: sql`not flags.any_flag` },
  denominator: { of: sql`f.amount` },
  beside: [{ words: ofWhichRenewals, unit: 'money', value: { of: sql`f.amount`, where: sql`f.type = 'renewal'` } }],
  leftOut: [{ words: withoutAmount, where: sql`f.amount is null` }],
  partial: [
    {
      need: ['opportunities.close_date'],
      words: {
        en: 'the close-date flag is off: no opportunities.close_date',
        ja: 'クローズ予定日のフラグは無効（opportunities.close_dateがありません）',
      },
    },
    {
      need: ['opportunity_history'],
      words: {
        en: 'the time-in-stage flag is off: no opportunity_history',
        ja: 'ステージ滞在のフラグは無効（opportunity_historyがありません）',
      },
    },
    {
      need: ['opportunities.last_activity_at', 'activities.opportunity_id'],
      words: {
        en: 'the activity flag is off: no last_activity_at and no activities',
        ja: '活動のフラグは無効（last_activity_atもactivitiesもありません）',
      },
    },
    {
      need: ['opportunities.next_step'],
      words: {
        en: 'the next-step flag is off: no opportunities.next_step',
        ja: '次のアクションのフラグは無効（opportunities.next_stepがありません）',
      },
    },
  ],
})
