import nps from '../../src/metrics/nps.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** NPS of a quarter is ten points below the half-year before, more than the spread of answers explains. */
export default metricAlert({
  title: { en: 'NPS is falling', ja: 'NPSが低下' },
  summary: {
    en: 'Fires when the NPS of 91 days is at least 10 points and 20% below the 182 days before, on at least 50 answers, with 99% confidence. Over once it is less than 10% below.',
    ja: '直近91日間のNPSが過去182日間より10ポイント以上かつ20%以上低く、回答が50件以上あり、99%の確度で偶然でないときに通知します。低下が10%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Customers would recommend us less than they did. It moves before renewals do: who is a detractor today is asked to renew within a year.',
      ja: '顧客の推奨度が下がっています。更新率より先に動く指標で、今日の批判者は1年以内に更新時期を迎えます。',
    },
    steps: [
      {
        en: 'See whose answers pull it down: `/revops why nps last 91 days by segment`.',
        ja: 'どのセグメントの回答が下げているかを `/revops why nps 直近91日 セグメント別` で確認する。',
      },
      {
        en: 'Call the detractors among the customers at risk first: `/revops accounts at-risk`.',
        ja: 'リスクのある顧客のうち批判者から先に連絡する：`/revops accounts at-risk`。',
      },
      {
        en: 'Read the comments with product and support, and tell customers what will change.',
        ja: 'コメントをプロダクト・サポートと読み、改善内容を顧客に伝える。',
      },
    ],
    tuning: {
      en: 'Survey the same kind of customers at the same time: another sample is another score. An NPS that was at or below 0 has no percentage to fall by and is not judged.',
      ja: '毎回同じ層・同じ時期に調査してください。対象が変わればスコアも変わります。NPSが0以下だった場合は比率が定まらないため判定しません。',
    },
  },
  severity: 'warning',
  schedule: 'mondays at 09:00',
  channel: 'cs-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 28,
  tellChanges: false,
  watch: {
    metric: nps,
    over: { days: 91 },
    atLeast: 50,
    conditions: [
      { kind: 'change', against: { daysBefore: 182 }, worseBy: 0.2, clears: 0.1, floor: 10, confidence: 0.99 },
    ],
  },
})
