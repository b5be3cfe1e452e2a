import leads from '../../src/metrics/leads.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** A third fewer leads a week than in the twelve weeks before, of all or of one source, more than chance explains. */
export default metricAlert({
  title: { en: 'Fewer leads are coming in', ja: 'リードの流入が減少' },
  summary: {
    en: 'Fires when the leads of 7 days, of all or of one source, are at least 35% and 10 leads below the pace of the 84 days before, where at least 20 were to be expected, with 99% confidence, for two days. Over once they are less than 20% below.',
    ja: '直近7日間のリード数（全体または流入元別）が過去84日間のペースより35%以上かつ10件以上少なく、本来20件以上が見込まれ、99%の確度で偶然でない状態が2日続いたときに通知します。減少が20%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Something that brings leads has stopped or broken: a form, tracking, a campaign that ended, a budget that ran out. What is missing now is missing from the pipeline in a quarter.',
      ja: 'リードの流入経路が止まっている可能性があります（フォームや計測の不具合、キャンペーンの終了、予算切れなど）。今の減少は次の四半期のパイプラインに響きます。',
    },
    steps: [
      {
        en: 'Send a test lead through the form of the source, and see whether it arrives.',
        ja: '該当する流入元のフォームからテスト送信し、届くか確認する。',
      },
      {
        en: 'See whether visits fell too: `/revops kpi web_traffic last 4 weeks weekly`. If they did not, it is the form or the tracking.',
        ja: '訪問数も減ったかを `/revops kpi web_traffic 直近4週 週次` で確認する。減っていなければフォームか計測の問題です。',
      },
      {
        en: 'See which campaigns ended: `/revops kpi campaign_performance this quarter`.',
        ja: '終了した施策を `/revops kpi campaign_performance 今四半期` で確認する。',
      },
    ],
    tuning: {
      en: 'Weeks of holidays are quiet every year: snooze it for a week. Sources that arrive in bursts (events, lists) are told by their gaps: name the steady ones with a filter on `source`.',
      ja: '年末年始やお盆は毎年減少するため、1週間スヌーズしてください。イベントやリスト取り込みのように偏る流入元は間隔が空くと通知されるため、`source` で安定した流入元に絞ってください。',
    },
  },
  severity: 'warning',
  schedule: 'business days at 09:00',
  channel: 'marketing-alerts',
  catchUpHours: 24,
  forDays: 1,
  repeatEveryDays: 14,
  tellChanges: false,
  watch: {
    metric: leads,
    by: 'source',
    whole: true,
    over: { days: 7 },
    atLeast: 20,
    conditions: [
      { kind: 'change', against: { daysBefore: 84 }, worseBy: 0.35, clears: 0.2, floor: 10, confidence: 0.99 },
    ],
  },
})
