import { defineReport } from '../src/define/report.ts'
import { standupMessage } from '../src/present/standup/answer.ts'
import { readStandup, standupMetrics, standupRelations } from '../src/present/standup/figures.ts'

/** A sales team's morning: what closed, moved and slipped, the gap to the target, what is due and what stands still. */
export default defineReport({
  title: { en: 'Daily stand-up', ja: '営業デイリー' },
  summary: {
    en: 'What closed, moved or slipped since the last business day, the gap to the target, what is due today and this week, what stands still.',
    ja: '前営業日以降の受注・失注・ステージ変更・延期、目標までの残り、今日と今週のクローズ予定、停滞中の商談。',
  },
  schedule: 'business days at 08:45',
  audience: 'team',
  aliases: ['standup', 'stand-up', 'daily', '日次スタンドアップ', 'スタンドアップ', '朝会', 'デイリー'],
  catchUpHours: 3,
  relations: standupRelations,
  uses: standupMetrics,
  run: async (context) => standupMessage(context, await readStandup(context)),
})
