import csat from '../../src/metrics/csat.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** Fewer answers are satisfied than in the half-year before, more than chance explains. */
export default metricAlert({
  title: { en: 'CSAT is falling', ja: '顧客満足度（CSAT）が低下' },
  summary: {
    en: 'Fires when the CSAT of 56 days is at least 10% and 5 points below the 180 days before, on at least 40 answers, with 99% confidence. Over once it is less than 5% below.',
    ja: '直近56日間のCSATが過去180日間より10%以上かつ5ポイント以上低く、回答が40件以上あり、99%の確度で偶然でないときに通知します。低下が5%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Fewer customers are content with how they were helped. It follows slow answers, a release that broke something, or a support team that is short of people.',
      ja: 'サポート対応への満足度が下がっています。対応の遅れ、リリースの不具合、人手不足などが主な原因です。',
    },
    steps: [
      {
        en: 'See whether tickets take longer: `/revops kpi ticket_resolution_time last 56 days by priority`.',
        ja: '解決時間が延びていないかを `/revops kpi ticket_resolution_time 直近56日 優先度別` で確認する。',
      },
      {
        en: 'See where the answers changed: `/revops why csat last 56 days by segment`.',
        ja: 'どのセグメントで変化したかを `/revops why csat 直近56日 セグメント別` で確認する。',
      },
      {
        en: 'Read the low answers one by one: `/revops rows csat last 56 days`.',
        ja: '低い回答を1件ずつ読む：`/revops rows csat 直近56日`。',
      },
    ],
    tuning: {
      en: 'With few answers it stays silent: look at more days before fewer answers. Where CSAT is always above 95%, 5 points are a lot: lower the floor.',
      ja: '回答が少ないと判定されません。件数を下げるより日数を延ばしてください。CSATが常に95%を超える場合は最低差（5ポイント）を下げてください。',
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
    metric: csat,
    over: { days: 56 },
    atLeast: 40,
    conditions: [
      { kind: 'change', against: { daysBefore: 180 }, worseBy: 0.1, clears: 0.05, floor: 0.05, confidence: 0.99 },
    ],
  },
})
