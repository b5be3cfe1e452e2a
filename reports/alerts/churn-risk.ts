import { defineAlert } from '../../src/define/alert.ts'
import healthScore from '../../src/metrics/health-score.ts'
import { churnMessage } from '../../src/present/alerts/churn.ts'
import { observeChurn } from '../../src/present/alerts/churn-observe.ts'

const words = {
  title: { en: 'Churn risk', ja: '解約リスク' },
  playbook: {
    means: {
      en: 'A customer who pays is likely to leave: its health score fell into the lowest band.',
      ja: '支払い中の顧客が離れる可能性が高い状態です（ヘルススコアが最も低い区分に入りました）。',
    },
    // A message has steps of its own, by what pulls this customer's score down.
    steps: [
      {
        en: 'See what pulls the score down, input by input: `/revops accounts <name>`.',
        ja: 'スコアを下げている要因を `/revops accounts <顧客名>` で確認する。',
      },
      {
        en: 'Act on the first of them: open tickets, unused seats, months without a conversation, a term that ends without a renewal.',
        ja: '影響の大きい要因から対応する（未解決チケット、使われていないシート、接点の不足、更新商談のない契約終了など）。',
      },
      {
        en: 'See who else is close to it: `/revops accounts at-risk`.',
        ja: 'ほかにリスクのある顧客を `/revops accounts at-risk` で確認する。',
      },
    ],
    tuning: {
      en: 'Bands, weights and the days for which a new account is left alone are `health` in the configuration. Backtest a change: it shows how many of the accounts that left were told of, and how early.',
      ja: '区分・重み・新規顧客の猶予日数は設定の `health` で変更できます。変更前にバックテストで、実際に解約した顧客をどれだけ早く捉えられるかを確認してください。',
    },
  },
}

/** A paying customer's health score is under the watch band: one message per account, its CSM mentioned. */
export default defineAlert({
  ...words,
  summary: {
    en: 'Fires for each customer whose health score falls under 40; over once it is back at 45. Customers under 60 days old and known cancellations are left out. Whoever manages the CSM is told when nobody has taken it on for 24 business hours.',
    ja: 'ヘルススコアが40を下回った顧客ごとに通知し、45以上に戻ると解消します。契約60日未満の顧客と解約申出済みの顧客は対象外です。24営業時間対応がない場合は、CSMの上長に知らせます。',
  },
  severity: 'critical',
  schedule: 'weekdays at 09:00',
  channel: 'cs-alerts',
  grouping: 'each',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: null,
  tellChanges: true,
  escalateAfterHours: 24,
  about: 'accounts',
  names: 'accounts',
  relations: ['subscriptions'],
  uses: [healthScore],
  observe: (context) => observeChurn(context, 'churn_risk'),
  message: (context, post) => churnMessage(context, words, post),
})
