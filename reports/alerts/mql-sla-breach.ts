import mqlSlaRate from '../../src/metrics/mql-sla-rate.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** Fewer than four in five MQLs are answered in time, for certain, and fewer than before. */
export default metricAlert({
  title: { en: 'MQLs wait longer than the SLA allows', ja: 'MQL対応のSLA違反が増加' },
  summary: {
    en: 'Fires when fewer than 80% of the MQLs of 14 days, of the company or of a segment, were answered within the SLA, with 95% confidence, on at least 20 MQLs whose time has run out. Over once it is 85%.',
    ja: '直近14日間のMQL（全社またはセグメント別）のうちSLA内に対応した割合が95%の確度で80%を下回り、期限を過ぎたMQLが20件以上あるときに通知します。85%以上に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Leads that marketing handed over wait for an answer. What is called within a day converts several times better, so this costs opportunities before anybody sees it.',
      ja: 'マーケティングが渡したリードへの対応が遅れています。当日中の対応は商談化率を大きく左右するため、数字に表れる前に機会を失っています。',
    },
    steps: [
      {
        en: 'Have those that wait worked today, the oldest first: `/revops rows mql_sla_rate last 14 days`.',
        ja: '未対応のMQLを古い順に今日中に対応する：`/revops rows mql_sla_rate 直近14日`。',
      },
      {
        en: 'See whether one team or all are late: `/revops kpi mql_sla_rate last 14 days by team`.',
        ja: '特定のチームか全体かを `/revops kpi mql_sla_rate 直近14日 チーム別` で確認する。',
      },
      {
        en: 'Look for the cause: routing, absences, more MQLs than usual (`/revops kpi mqls last 14 days by source`).',
        ja: '原因を確認する：振り分け、休暇、MQLの急増（`/revops kpi mqls 直近14日 ソース別`）。',
      },
    ],
    tuning: {
      en: 'The SLA itself is `mqlSlaHours` in the configuration (24 business hours: one business day). Change the promise there, and the 80% here.',
      ja: 'SLAの時間は設定の `mqlSlaHours`（既定は営業時間で24時間＝1営業日）です。約束する時間はそこで、80%の基準はこのルールで変更します。',
    },
  },
  severity: 'warning',
  schedule: 'business days at 09:00',
  channel: 'marketing-alerts',
  catchUpHours: 24,
  forDays: 0,
  repeatEveryDays: 7,
  tellChanges: false,
  watch: {
    metric: mqlSlaRate,
    by: 'segment',
    whole: true,
    over: { days: 14 },
    atLeast: 20,
    conditions: [{ kind: 'level', below: 0.8, clears: 0.85, confidence: 0.95 }],
  },
})
