import { defineAlert } from '../../src/define/alert.ts'
import { observeVelocity, type VelocityWatch } from '../../src/present/alerts/velocity.ts'
import { velocityMessage } from '../../src/present/alerts/velocity-message.ts'

const watch: VelocityWatch = {
  days: 28,
  rule: { fires: 0.3, clears: 0.15, floorDays: 3, atLeast: { now: 15, before: 30 }, confidence: 0.95 },
}

const title = { en: 'Deals are getting stuck', ja: '商談が停滞しています' }

const advice = {
  en: 'Go through the deals that are stuck with their owners: what is missing for the next step, and who can give it? `/revops pipeline team` shows them all.',
  ja: '停滞している商談について、次に進むために何が足りないか、誰が動けるかを担当者と確認してください。全体は `/revops pipeline team` で確認できます。',
}

/** Deals take a third longer to leave a stage than in the half-year before, more than chance explains. */
export default defineAlert({
  title,
  summary: {
    en: 'Fires when the median time of deals that left a stage in 28 days is at least 30% and 3 days above the 180 days before, on at least 15 deals, with 95% confidence.',
    ja: '直近28日間に各ステージを離れた商談の滞在日数の中央値が、過去180日間より30%以上かつ3日以上長く、15件以上あり、95%の確度で偶然でないときに通知します。',
  },
  severity: 'warning',
  schedule: 'weekdays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 7,
  tellChanges: false,
  relations: ['opportunities', 'opportunity_history'],
  observe: (context) => observeVelocity(context, watch),
  message: (context, told) => velocityMessage(context, told, watch, advice, title[context.locale]),
})
