import { section } from '../src/blocks/build.ts'
import { defineCommand } from '../src/define/command.ts'
import { answerBacktest } from '../src/present/alerts/backtest/answer.ts'
import { type AlertsArgs, parseAlerts } from '../src/present/alerts/command.ts'
import { alertsMessage } from '../src/present/alerts/list/answer.ts'
import { listWords } from '../src/present/alerts/list/words.ts'

/** What is firing, since when and why, what is watched and by whose rules; or what a rule would have told in the past. */
export default defineCommand<AlertsArgs>({
  summary: {
    en: 'What is firing, since when, why; `new` makes a rule, `backtest` says how often one would have fired',
    ja: '発生中のアラートとその理由（`new` でルールを作成、`backtest` で過去の発生回数）',
  },
  usage: { en: '[new|backtest <rule> [180 days]]', ja: '[new|backtest <ルール> [180日]]' },
  examples: {
    en: ['alerts', 'alerts new', 'alerts backtest win-rate-drop', 'alerts backtest lead-flow-drop 30 days'],
    ja: ['alerts', 'アラート 新規', 'alerts backtest win-rate-drop', 'アラート バックテスト lead-flow-drop 30日'],
  },
  aliases: ['alert', 'アラート'],
  shortcuts: { backtest: ['backtest'], バックテスト: ['backtest'] },
  live: true,
  parse: parseAlerts,
  async run(context, args) {
    if (args.kind === 'backtest') return answerBacktest(context, args)
    if (args.kind === 'list') return alertsMessage(context)
    // In Slack these words open a form before they come here.
    const text = listWords[context.locale].inSlack
    return { text, blocks: [section(text)], charts: [], readings: [] }
  },
})
