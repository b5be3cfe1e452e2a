import mqlToSql from '../../src/metrics/measures/mql-to-sql.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/**
 * A segment's MQLs become SQLs a fifth less often than in the half-year before, more than chance explains. Looked at every
 * weekday: 95 % confidence would raise more than three false alarms a year (`npm run bench:noise`).
 */
export default metricAlert({
  title: { en: 'MQL to SQL conversion is falling', ja: 'MQLからSQLへの転換率が低下' },
  summary: {
    en: 'Fires when a segment’s MQL to SQL conversion over 28 ripe days is at least 20% below the 180 days before, on at least 30 MQLs, with 99.5% confidence. Over once it is less than 10% below.',
    ja: 'セグメント別のMQL→SQL転換率（直近28日）が過去180日間より20%以上低く、MQLが30件以上あり、99.5%の確度で偶然でないときに通知します。低下が10%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Sales accepts fewer of the leads that marketing hands over. Either the leads got worse (source, scoring, a campaign) or nobody works them (capacity, routing, the SLA).',
      ja: 'マーケティングが渡したリードのうち、営業が受け入れる割合が下がっています。リードの質（流入元・スコアリング・施策）か、対応体制（人員・振り分け・SLA）のどちらかが原因です。',
    },
    steps: [
      {
        en: 'Ask sales why these MQLs were turned down, and marketing what changed in the sources and the scoring.',
        ja: '営業に却下の理由を、マーケティングに流入元とスコアリングの変更点を確認する。',
      },
      {
        en: 'Look at `/revops kpi mql_sla_rate by team`: leads that nobody calls do not convert.',
        ja: '`/revops kpi mql_sla_rate チーム別` で対応の遅れがないかを見る。対応されないリードは転換しません。',
      },
      {
        en: 'See where else the funnel narrows: `/revops funnel by segment`.',
        ja: '`/revops funnel セグメント別` でほかのステップも確認する。',
      },
    ],
    tuning: {
      en: 'Segments of few MQLs stay under 30 in 28 days and are never judged: look at more days, or at the company as a whole. At 300 MQLs in 28 days nine in ten drops of 30% are told within 8 weeks: 2 for the MQLs to ripen, the rest until it can hardly be chance. Less confidence tells sooner, and cries wolf more often.',
      ja: 'MQLが28日間で30件に満たないセグメントは判定されません。日数を延ばすか、全社で監視してください。28日間に300件あれば、30%の低下の9割を8週間以内に通知します（うち2週間はMQLの猶予期間）。確度を下げると早くなりますが、誤報が増えます。',
    },
  },
  severity: 'warning',
  schedule: 'weekdays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 7,
  tellChanges: false,
  ask: 'funnel by segment',
  watch: {
    metric: mqlToSql,
    by: 'segment',
    over: { days: 28 },
    atLeast: 30,
    conditions: [{ kind: 'change', against: { daysBefore: 180 }, worseBy: 0.2, clears: 0.1, confidence: 0.995 }],
  },
})
