import { defineAlert } from '../../src/define/alert.ts'
import renewalRate from '../../src/metrics/renewal-rate.ts'
import { alertPost, alertReply } from '../../src/present/alerts/post.ts'
import { observeRenewals } from '../../src/present/alerts/renewals.ts'
import { dueRenewals } from '../../src/ssot/facts/due-renewals.ts'

const words = {
  title: { en: 'Renewals without an opportunity', ja: '更新商談のない契約更新' },
  playbook: {
    means: {
      en: 'A customer’s term ends within 90 days, it does not renew by itself, and nobody has opened a renewal opportunity. It is in no forecast, and nobody may be talking to them.',
      ja: '90日以内に契約が終了し、自動更新ではなく、更新商談もありません。フォーキャストに含まれておらず、更新の会話が始まっていない可能性があります。',
    },
    steps: [
      {
        en: 'Open the renewal opportunity, with the term’s end as its close date, and agree on a first conversation.',
        ja: '契約終了日をクローズ予定日として更新商談を作成し、最初の打ち合わせを設定する。',
      },
      {
        en: 'Look at the customer before calling: `/revops accounts <name>` shows health, tickets, usage and deals on one screen.',
        ja: '連絡の前に `/revops accounts <顧客名>` でヘルス・チケット・利用状況・商談を確認する。',
      },
      {
        en: 'If they have given notice, enter the end of the subscription: it is then told no more.',
        ja: '解約の申し出があれば、サブスクリプションの終了日を登録する（以後は通知されません）。',
      },
    ],
    tuning: {
      en: 'Contracts that renew by themselves need `auto_renew` in `ssot.subscriptions`, or every one of them is told here. It tells each customer twice: at 90 days, and at 30.',
      ja: '自動更新の契約は `ssot.subscriptions` の `auto_renew` を設定してください。未設定だとすべて通知されます。各顧客について、残り90日と30日の2回通知します。',
    },
  },
}

const rule = { ...words, names: 'accounts' } as const

/** Terms that end within 90 days and that nobody works on: one message a week, each CSM mentioned. */
export default defineAlert({
  ...rule,
  summary: {
    en: 'Fires for each customer whose term ends within 90 days without renewing by itself and without an open renewal opportunity, and again at 30 days. Over once one is open, notice was given, or the term was extended.',
    ja: '90日以内に契約が終了し、自動更新ではなく、更新商談もない顧客を通知します（残り30日で再度通知）。更新商談の作成、解約の申し出、契約の延長で解消します。',
  },
  severity: 'warning',
  schedule: 'mondays at 09:00',
  channel: 'cs-alerts',
  grouping: 'together',
  catchUpHours: 48,
  forDays: 0,
  repeatEveryDays: null,
  tellChanges: true,
  relations: dueRenewals.reads,
  uses: [renewalRate],
  observe: (context) => observeRenewals(context, 'renewal_without_opportunity'),
  async message(context, post) {
    if (post.as === 'reply') return alertReply(context, rule, post)
    return alertPost(context, rule, post, { relations: dueRenewals.reads })
  },
})
