import { defineCommand } from '../src/define/command.ts'
import { subscriptionsMessage } from '../src/present/subscriptions/list.ts'

/** What comes to the asker by itself, and to the channel they ask in. */
export default defineCommand({
  summary: { en: 'What comes to you by itself, and when next', ja: '定期配信の一覧と次回の日時' },
  usage: { en: '', ja: '' },
  examples: { en: ['subscriptions'], ja: ['subscriptions'] },
  aliases: ['購読一覧', '配信一覧', '配信設定'],
  live: true,
  parse: () => undefined,
  run: subscriptionsMessage,
})
