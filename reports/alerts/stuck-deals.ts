import { defineAlert } from '../../src/define/alert.ts'
import pipelineHealth from '../../src/metrics/pipeline-health.ts'
import { observeStuck, type StuckWatch } from '../../src/present/alerts/stuck.ts'
import { stuckMessage } from '../../src/present/alerts/stuck-message.ts'
import { openOpportunities } from '../../src/ssot/facts/open-opportunities.ts'

const watch: StuckWatch = { fires: { deals: 5, share: 0.4 }, clears: { deals: 2, share: 0.25 } }

const words = {
  title: { en: 'Open deals stand still', ja: '動きの止まった商談' },
  playbook: {
    means: {
      en: 'A good part of somebody’s open deals goes nowhere: close dates lie in the past, or deals sit in a stage far longer than those that were won. The pipeline and the forecast count them all the same.',
      ja: '進行中の商談のかなりの部分が動いていません（予定日の超過、または受注した商談よりはるかに長い滞在）。それでもパイプラインとフォーキャストには算入されています。',
    },
    steps: [
      {
        en: 'Go through them with their owner, the largest first: a next step with a date, or closed as lost.',
        ja: '担当者と金額の大きい順に見直し、次のアクションと日付を決めるか、失注としてクローズする。',
      },
      {
        en: 'See every deal of yours that needs attention, each with its reason: `/revops pipeline attention`.',
        ja: '理由つきの一覧は `/revops pipeline attention` で確認する。',
      },
      {
        en: 'See what the pipeline is worth without them: `/revops kpi pipeline_health by owner`.',
        ja: '除いた場合のパイプラインを `/revops kpi pipeline_health 担当者別` で確認する。',
      },
    ],
    tuning: {
      en: 'Owners of few deals are told from 5 stuck ones on. A team that works long deals on purpose needs a pipeline of its own, with stages of its own length.',
      ja: '停滞が5件以上の担当者が対象です。意図して長期の商談を扱うチームは、別のパイプライン（ステージ）に分けてください。',
    },
  },
}

/** Owners whose deals stand still: one message a week, the owner mentioned. */
export default defineAlert({
  ...words,
  summary: {
    en: 'Fires for each owner of whose open deals at least 5, and 40%, are over 14 days past their close date or have been in their stage for over 1.5 times what 9 in 10 deals won took. Over once it is under 25%, or 2 deals at most.',
    ja: '進行中の商談のうち5件以上かつ40%以上が、クローズ予定日を14日以上過ぎているか、受注商談の9割が抜けた日数の1.5倍を超えて同じステージにある担当者を通知します。25%未満または2件以下になると解消します。',
  },
  severity: 'warning',
  schedule: 'mondays at 09:00',
  channel: 'sales-alerts',
  grouping: 'together',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: 28,
  tellChanges: false,
  relations: openOpportunities.reads,
  uses: [pipelineHealth],
  observe: (context) => observeStuck(context, watch),
  message: (context, post) => stuckMessage(context, words, post),
})
