import speedToLead from '../../src/metrics/speed-to-lead.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** MQLs wait half as long again for a first touch as in the quarter before, more than chance explains. */
export default metricAlert({
  title: { en: 'First touches come later', ja: '初回対応が遅くなっています' },
  summary: {
    en: 'Fires when the median time to the first touch of the MQLs of 14 days is at least 50% and 60 minutes above the 90 days before, on at least 30 touched MQLs, with 99% confidence. Over once it is less than 25% above.',
    ja: '直近14日間のMQLの初回対応時間の中央値が、過去90日間より50%以上かつ60分以上長く、対応済みMQLが30件以上あり、99%の確度で偶然でないときに通知します。差が25%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Answers may still be within the SLA, but they come later than they used to. It is usually seen weeks before the conversion of MQLs falls.',
      ja: 'SLA内でも、初回対応がこれまでより遅くなっています。MQLの転換率が下がる数週間前に表れやすい兆候です。',
    },
    steps: [
      {
        en: 'See where it is slow: `/revops kpi speed_to_lead last 14 days by team`, then by source.',
        ja: '遅れている箇所を `/revops kpi speed_to_lead 直近14日 チーム別`、続けてソース別で確認する。',
      },
      {
        en: 'Check that leads are assigned when they become MQL: a lead without an owner waits for one.',
        ja: 'MQL化と同時に担当者が割り当てられているか確認する。担当者のいないリードは放置されます。',
      },
      {
        en: 'See whether the SLA holds: `/revops kpi mql_sla_rate last 14 days`.',
        ja: 'SLAを守れているかを `/revops kpi mql_sla_rate 直近14日` で確認する。',
      },
    ],
    tuning: {
      en: 'It counts elapsed minutes, nights and weekends included: a week of holidays makes it slower. Raise the floor of 60 minutes where answers take hours anyway.',
      ja: '夜間・週末も含む経過時間のため、連休があると長くなります。もともと数時間かかる場合は最低差（60分）を上げてください。',
    },
  },
  severity: 'warning',
  schedule: 'business days at 09:00',
  channel: 'marketing-alerts',
  catchUpHours: 24,
  forDays: 0,
  repeatEveryDays: 14,
  tellChanges: false,
  watch: {
    metric: speedToLead,
    over: { days: 14 },
    atLeast: 30,
    conditions: [
      { kind: 'change', against: { daysBefore: 90 }, worseBy: 0.5, clears: 0.25, floor: 60, confidence: 0.99 },
    ],
  },
})
