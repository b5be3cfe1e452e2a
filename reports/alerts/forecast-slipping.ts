import bookings from '../../src/metrics/bookings.ts'
import forecastCommit from '../../src/metrics/forecast-commit.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** Won plus committed of this quarter is below what should be won alone by now. */
export default metricAlert({
  title: { en: 'The forecast is slipping', ja: 'フォーキャストが目標ペースを下回っています' },
  summary: {
    en: 'Fires when the commit of this quarter (won, and open deals forecast as commit), of the company or of a team, is at least 10% below the part of the bookings target that the business days gone stand for, for a week, on at least 5 deals. Over once it is less than 5% below.',
    ja: '今四半期のコミット（受注済み＋コミット区分の商談。全社またはチーム別）が、受注目標の経過営業日分より10%以上低い状態が1週間続き、商談が5件以上あるときに通知します。差が5%未満に戻ると解消します。',
  },
  playbook: {
    means: {
      en: 'Even with every committed deal won, the quarter is behind its target’s pace. Deals were lost, moved out or taken out of commit faster than others came in.',
      ja: 'コミットの商談をすべて受注しても目標ペースに届きません。失注・期ずれ・区分変更が、新たなコミットを上回っています。',
    },
    steps: [
      {
        en: 'See what moved out in the last week, deal by deal: `/revops pipeline`.',
        ja: '直近1週間に抜けた商談を `/revops pipeline` で確認する。',
      },
      {
        en: 'Compare what each team commits: `/revops kpi forecast_commit by team`, and what lies behind it: `/revops kpi forecast_best_case by team`.',
        ja: 'チーム別のコミットと上振れ余地を比べる：`/revops kpi forecast_commit チーム別`、`/revops kpi forecast_best_case チーム別`。',
      },
      {
        en: 'Agree on the number to tell upwards, and on which best-case deals can become commit.',
        ja: '報告する見込みと、コミットに引き上げられるベストケース商談を決める。',
      },
    ],
    tuning: {
      en: 'It needs forecast categories that are kept up to date. Teams that book everything in the last weeks are always behind a linear pace: raise the 10%.',
      ja: 'フォーキャスト区分が更新されていることが前提です。期末に受注が集中するチームは常にペースを下回るため、10%を引き上げてください。',
    },
  },
  severity: 'warning',
  schedule: 'mondays at 09:00',
  channel: 'sales-alerts',
  catchUpHours: 48,
  forDays: 7,
  repeatEveryDays: 28,
  tellChanges: false,
  ask: 'pipeline',
  watch: {
    metric: forecastCommit,
    target: bookings,
    by: 'team',
    whole: true,
    over: 'now',
    atLeast: 5,
    conditions: [{ kind: 'change', against: 'target pace', worseBy: 0.1, clears: 0.05 }],
  },
})
