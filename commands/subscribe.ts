import { defineCommand } from '../src/define/command.ts'
import { parseSubscribe, type SubscribeArgs } from '../src/present/subscriptions/parse.ts'
import { subscribeMessage } from '../src/present/subscriptions/subscribe.ts'

/** A report, a KPI or an account, by itself at the hour somebody says, within what they may see; in Slack, without saying what, a form. */
export default defineCommand<SubscribeArgs>({
  summary: {
    en: 'Have a report, a KPI or an account come to you, or to a channel, by itself',
    ja: 'レポート・KPI・アカウントの定期配信（DMまたはチャンネル）',
  },
  usage: {
    en: '[<report> | kpi <kpi> [by …] [where …] | account <name>] [when] [dm|here|#channel]',
    ja: '[<レポート> | kpi <KPI> [by …] [where …] | account <名前>] [日時] [dm|here|#チャンネル]',
  },
  examples: {
    en: [
      'subscribe weekly-digest',
      'subscribe daily-standup weekdays at 08:45 here',
      'subscribe kpi bookings by segment mondays at 8',
      'subscribe account harbor foods',
    ],
    ja: ['subscribe weekly-digest', '購読 日次スタンドアップ 平日 8:45 here', '購読 kpi 受注金額 毎週月曜 8:00'],
  },
  aliases: ['follow', '購読', '配信'],
  live: true,
  parse: parseSubscribe,
  run: subscribeMessage,
})
