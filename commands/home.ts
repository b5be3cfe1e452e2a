import { defineCommand } from '../src/define/command.ts'
import { homeMessage } from '../src/present/home/answer.ts'
import { parseHome } from '../src/present/home/parse.ts'

/** The asker's own page, which the app's home tab shows too. */
export default defineCommand({
  summary: {
    en: 'Your day: your scorecard, what needs you, what is firing for you, what comes to you by itself',
    ja: '今日の状況：スコアカード、要対応の商談・顧客、発生中のアラート、定期配信',
  },
  usage: { en: '[period]', ja: '[期間]' },
  examples: { en: ['home', 'home last quarter'], ja: ['home', 'ホーム 先四半期'] },
  aliases: ['ホーム', 'today', '今日'],
  live: true,
  parse: parseHome,
  run: homeMessage,
})
