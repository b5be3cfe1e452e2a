import pipelineCoverage from '../../src/metrics/pipeline-coverage.ts'
import { metricAlert } from '../../src/present/alerts/metric-alert.ts'

/** What is open and due this quarter is not twice what is still to be won. */
export default metricAlert({
  title: { en: 'Pipeline coverage is low', ja: 'パイプラインカバレッジが不足' },
  summary: {
    en: 'Fires when the pipeline coverage of this quarter, of the company or of a team, is below 2× for a week, on at least 10 deals. Over once it is at 2.5×, or the target is met.',
    ja: '今四半期のパイプラインカバレッジ（全社またはチーム別）が2倍を下回る状態が1週間続き、商談が10件以上あるときに通知します。2.5倍以上に戻るか目標を達成すると解消します。',
  },
  playbook: {
    means: {
      en: 'What is open and due to close this quarter is less than twice what is missing to the target. With a usual win rate, the target is out of reach unless deals are pulled in or found.',
      ja: '今四半期にクローズ予定の進行中商談が、目標までの残りの2倍に届いていません。通常の受注率では、前倒しや新規の商談がなければ目標に届きません。',
    },
    steps: [
      {
        en: 'See which team and owner lack it: `/revops kpi pipeline_coverage by team`, then `by owner`.',
        ja: 'どのチーム・担当者が不足しているかを `/revops kpi pipeline_coverage チーム別`、続けて担当者別で確認する。',
      },
      {
        en: 'Have close dates that have passed corrected first: they are no coverage. `/revops pipeline attention` lists them.',
        ja: '過ぎたクローズ予定日は算入されないため、まず修正する（`/revops pipeline attention` で一覧）。',
      },
      {
        en: 'Then decide with marketing what can still be created: `/revops kpi opportunities_created this quarter by source`.',
        ja: 'そのうえで、今から作れる商談をマーケティングと決める：`/revops kpi opportunities_created 今四半期 ソース別`。',
      },
    ],
    tuning: {
      en: 'The right line is 1 ÷ win rate by amount. Where deals are won within weeks, a quarter begins with little coverage and fills up: lower the line, or let it hold for longer (`forDays`).',
      ja: '適切な基準は「1 ÷ 金額ベースの受注率」です。数週間で受注する商材では期首のカバレッジが低いため、基準を下げるか継続期間（`forDays`）を延ばしてください。',
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
    metric: pipelineCoverage,
    by: 'team',
    whole: true,
    over: 'now',
    atLeast: 10,
    conditions: [{ kind: 'level', below: 2, clears: 2.5 }],
  },
})
