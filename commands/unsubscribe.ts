import { defineCommand } from '../src/define/command.ts'
import { parseUnsubscribe } from '../src/present/subscriptions/parse.ts'
import { unsubscribeMessage } from '../src/present/subscriptions/unsubscribe.ts'

/** Ends what `subscribe` began. */
export default defineCommand<ReturnType<typeof parseUnsubscribe>>({
  summary: { en: 'Stop what you subscribed to', ja: '定期配信の停止' },
  usage: {
    en: '<report> | kpi <kpi> | account <name> | all [dm|here|#channel]',
    ja: '<レポート> | kpi <KPI> | account <名前> | all [dm|here|#チャンネル]',
  },
  examples: {
    en: ['unsubscribe weekly-digest', 'unsubscribe all'],
    ja: ['unsubscribe weekly-digest', '購読解除 すべて'],
  },
  aliases: ['unfollow', '購読解除', '配信停止'],
  live: true,
  parse: parseUnsubscribe,
  run: unsubscribeMessage,
})
