import { defineAlert } from '../../src/define/alert.ts'
import { observeStale, staleMessage } from '../../src/present/alerts/stale.ts'

const words = {
  title: { en: 'Data is stale', ja: 'データの更新が止まっています' },
  playbook: {
    means: {
      en: 'A source of the SSOT has not synced within its limit. Answers say so; rules that rest on it neither fire nor recover, and go on by themselves once it has synced.',
      ja: 'SSOTのデータソースが期限内に同期されていません。回答にはその旨が付き、関係するルールは発生も解消もせず、同期後に自動で再開します。',
    },
    steps: [
      {
        en: 'See which source it is and what rests on it: `/revops status`.',
        ja: 'どのデータソースで、何に影響するかを `/revops status` で確認する。',
      },
      {
        en: 'Look into the connector’s own log: expired credentials, a changed schema and an exhausted quota are the usual causes.',
        ja: 'コネクタのログを確認する（認証の期限切れ、スキーマ変更、利用枠の超過が多い原因です）。',
      },
      {
        en: 'If it did sync, see that it writes its line into `ssot.freshness`.',
        ja: '同期されている場合は、`ssot.freshness` に記録されているかを確認する。',
      },
    ],
    tuning: {
      en: 'The limit is `staleAfterHours` in the configuration, 24 hours by default: more than the longest time between two syncs, weekends included.',
      ja: '期限は設定の `staleAfterHours`（既定24時間）です。週末も含め、同期の最長間隔より長くしてください。',
    },
  },
}

/** The freshness gate's notice: it rests on nothing itself, so that nothing keeps it waiting. */
export default defineAlert({
  ...words,
  summary: {
    en: 'Fires for each relation whose source synced longer ago than the limit (24 hours unless configured). Over once it has synced. Until then the rules and digests that rest on it wait.',
    ja: '同期が期限（既定24時間）を過ぎたテーブルを通知し、同期されると解消します。それまで、関係するルールとレポートは待機します。',
  },
  severity: 'critical',
  schedule: 'hourly at :00',
  channel: 'ops',
  grouping: 'together',
  catchUpHours: 2,
  forDays: 0,
  repeatEveryDays: 1,
  tellChanges: false,
  relations: [],
  about: 'sources',
  observe: async (context) => observeStale(context),
  message: (context, post) => staleMessage(context, words, post),
})
