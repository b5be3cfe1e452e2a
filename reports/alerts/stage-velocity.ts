import { defineAlert } from '../../src/define/alert.ts'
import { observeVelocity, type VelocityWatch } from '../../src/present/alerts/velocity.ts'
import { velocityMessage } from '../../src/present/alerts/velocity-message.ts'

const watch: VelocityWatch = {
  days: 28,
  rule: { fires: 0.3, clears: 0.15, floorDays: 3, atLeast: { now: 15, before: 30 }, confidence: 0.95 },
}

const words = {
  title: { en: 'Deals are getting stuck', ja: '商談が停滞しています' },
  playbook: {
    means: {
      en: 'Deals take longer to leave a stage than they used to. Money comes later than forecast, and slow deals are lost more often.',
      ja: '商談が特定のステージを抜けるまでの日数が延びています。入金は見込みより遅れ、長引いた商談は失注しやすくなります。',
    },
    steps: [
      {
        en: 'Go through the deals that are stuck with their owners: what is missing for the next step, and who can give it?',
        ja: '停滞している商談について、次に進むために何が足りないか、誰が動けるかを担当者と確認する。',
      },
      {
        en: '`/revops pipeline attention` shows every deal that needs attention, each with its reason.',
        ja: '対応が必要な商談は `/revops pipeline attention` で理由とともに確認する。',
      },
    ],
    tuning: {
      en: 'Durations are skewed: the median moves by days on its own. Raise the floor of 3 days where stages are short.',
      ja: '滞在日数は偏りが大きく、中央値は数日程度は自然に動きます。ステージが短い場合は最低差（3日）を調整してください。',
    },
  },
}

/** Deals take a third longer to leave a stage than in the half-year before, more than chance explains. */
export default defineAlert({
  ...words,
  summary: {
    en: 'Fires when the median time of deals that left a stage in 28 days is at least 30% and 3 days above the 180 days before, on at least 15 deals, with 95% confidence.',
    ja: '直近28日間に各ステージを離れた商談の滞在日数の中央値が、過去180日間より30%以上かつ3日以上長く、15件以上あり、95%の確度で偶然でないときに通知します。',
  },
  severity: 'warning',
  schedule: 'weekdays at 09:00',
  channel: 'sales-alerts',
  grouping: 'together',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 7,
  tellChanges: false,
  relations: ['opportunities', 'opportunity_history'],
  observe: (context) => observeVelocity(context, watch),
  message: (context, post) => velocityMessage(context, words, post, watch),
})
