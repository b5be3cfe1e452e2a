import winRate from '../../src/metrics/win-rate.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** Of what closes, a quarter less is won than in the year before, more than chance explains. */
export default metricAlert({
  title: { en: 'Win rate is falling', ja: '受注率が低下' },
  summary: {
    en: 'Fires when the win rate of 56 days, of the company or of a segment, is at least 25% below the 365 days before, on at least 40 closed deals, with 99% confidence. Over once it is less than 10% below.',
    ja: '全社またはセグメント別の受注率（直近56日）が過去365日間より25%以上低く、クローズした商談が40件以上あり、99%の確度で偶然でないときに通知します。低下が10%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'More of the deals that come to a decision are lost. Either weaker deals get that far (qualification, another mix of sources) or the same deals are lost more often (a competitor, the price, capacity).',
      ja: '結論の出た商談のうち、失注の割合が増えています。見込みの薄い商談が増えた（見極め・流入元の変化）か、同じような商談を落とすようになった（競合・価格・体制）かのどちらかです。',
    },
    steps: [
      {
        en: 'See whether the mix changed or the rate: `/revops why win_rate last 56 days by segment`.',
        ja: '構成の変化か率の変化かを `/revops why win_rate 直近56日 セグメント別` で確認する。',
      },
      {
        en: 'Read the lost deals with their reasons: `/revops rows win_rate last 56 days`.',
        ja: '失注した商談と理由を `/revops rows win_rate 直近56日` で読む。',
      },
      {
        en: 'Compare teams before people: `/revops kpi win_rate last 56 days by team`.',
        ja: '個人より先にチームを比べる：`/revops kpi win_rate 直近56日 チーム別`。',
      },
    ],
    tuning: {
      en: 'A month in which old deals are closed as lost looks like a fall: close them as they die. Where fewer than 40 deals close in 56 days, look at more days rather than at fewer deals.',
      ja: '古い商談をまとめて失注処理した月は低下に見えます。都度クローズしてください。56日間のクローズが40件に満たない場合は、件数を下げるより日数を延ばしてください。',
    },
  },
  severity: 'warning',
  schedule: 'mondays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 28,
  tellChanges: false,
  watch: {
    metric: winRate,
    by: 'segment',
    whole: true,
    over: { days: 56 },
    atLeast: 40,
    conditions: [{ kind: 'change', against: { daysBefore: 365 }, worseBy: 0.25, clears: 0.1, confidence: 0.99 }],
  },
})
