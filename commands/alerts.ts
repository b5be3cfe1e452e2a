import { section } from '../src/blocks/build.ts'
import { defineCommand } from '../src/define/command.ts'
import { alertsMessage } from '../src/present/alerts/list/answer.ts'
import { listWords } from '../src/present/alerts/list/words.ts'

/** What is firing, since when and why; what is watched, and by whose rules. */
export default defineCommand<'list' | 'new'>({
  summary: {
    en: 'What is firing, since when, why; `new` makes a rule of your own',
    ja: '発生中のアラートとその理由（`new` でルールを作成）',
  },
  usage: { en: '[new]', ja: '[new]' },
  examples: { en: ['alerts', 'alerts new'], ja: ['alerts', 'アラート 新規'] },
  aliases: ['alert', 'アラート'],
  live: true,
  parse: ([word = '']) => (/^(new|create|add|新規|作成|追加)$/i.test(word) ? 'new' : 'list'),
  async run(context, what) {
    if (what === 'list') return alertsMessage(context)
    // In Slack these words open a form before they come here.
    const text = listWords[context.locale].inSlack
    return { text, blocks: [section(text)], charts: [], readings: [] }
  },
})
