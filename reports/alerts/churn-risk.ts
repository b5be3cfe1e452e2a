import { defineAlert } from '../../src/define/alert.ts'
import healthScore from '../../src/metrics/health-score.ts'
import { churnMessage } from '../../src/present/alerts/churn.ts'
import { observeChurn } from '../../src/present/alerts/churn-observe.ts'

const title = { en: 'Churn risk', ja: '解約リスク' }

/** A paying customer's health score is under the watch band: one message per account, its CSM mentioned. */
export default defineAlert({
  title,
  summary: {
    en: 'Fires for each customer whose health score falls under 40; over once it is back at 45. Customers under 60 days old and known cancellations are left out.',
    ja: 'ヘルススコアが40を下回った顧客ごとに通知し、45以上に戻ると解消します。契約60日未満の顧客と解約申出済みの顧客は対象外です。',
  },
  severity: 'critical',
  schedule: 'weekdays at 09:00',
  channel: 'cs-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: null,
  tellChanges: true,
  relations: ['subscriptions'],
  uses: [healthScore],
  observe: (context) => observeChurn(context, 'churn_risk'),
  message: (context, told) => churnMessage(context, told, title[context.locale]),
})
