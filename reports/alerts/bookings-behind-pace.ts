import bookings from '../../src/metrics/bookings.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** Half of the quarter is gone and bookings are a fifth below their target’s pace. */
export default metricAlert({
  title: { en: 'Bookings are behind pace', ja: '受注が目標ペースに遅れています' },
  summary: {
    en: 'From the middle of the quarter on: fires when the bookings of the company are at least 20% below the part of the target that the business days gone stand for. Over once they are less than 10% below, and with the quarter.',
    ja: '四半期の半ば以降、全社の受注金額が目標の経過営業日分より20%以上低いときに通知します。差が10%未満に戻るか、四半期が終わると解消します。',
  },
  playbook: {
    means: {
      en: 'Less has been won than the target asks for by this day. It may still come, as quarters end better than they begin, but somebody has to say from which deals.',
      ja: '現時点までの受注が目標ペースに届いていません。期末に挽回することもありますが、どの商談で埋めるかを決める必要があります。',
    },
    steps: [
      {
        en: 'See the gap and what could close it: `/revops pipeline`.',
        ja: '目標との差と、埋められる商談を `/revops pipeline` で確認する。',
      },
      {
        en: 'See whose it is: `/revops kpi quota_attainment by team`, and whether there were fewer deals or smaller ones: `/revops why bookings this quarter by type`.',
        ja: 'どこで遅れているか（`/revops kpi quota_attainment チーム別`）、件数と単価のどちらか（`/revops why bookings 今四半期 type別`）を確認する。',
      },
      {
        en: 'Go through the deals due in the next four weeks with their owners; what cannot close should leave the quarter now.',
        ja: '今後4週間にクローズ予定の商談を担当者と見直し、間に合わないものは今のうちに来期へ移す。',
      },
    ],
    tuning: {
      en: 'Pace is linear over business days, and most quarters are not: the 20% allows for an end that is stronger than the beginning. By team (`by`) the few wins of a team swing more: give it 40%. Where months have targets of their own, watch the month to date.',
      ja: 'ペースは営業日で均等に割ったものです。20%は期末に受注が偏ることを見込んだ幅です。チーム別（`by`）では件数が少なく振れやすいため40%程度に、月次目標がある場合は「今月」での監視に変えてください。',
    },
  },
  severity: 'critical',
  schedule: 'mondays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 28,
  tellChanges: false,
  ask: 'pipeline',
  watch: {
    metric: bookings,
    over: 'quarter to date',
    afterPart: 0.5,
    // Nothing won at all is the first to be told of.
    atLeast: 0,
    conditions: [{ kind: 'change', against: 'target pace', worseBy: 0.2, clears: 0.1 }],
  },
})
