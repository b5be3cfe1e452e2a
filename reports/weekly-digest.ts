import { defineReport } from '../src/define/report.ts'
import { digestMessage, digestRelations } from '../src/present/digest/answer.ts'
import { digestMetrics, readDigest } from '../src/present/digest/figures.ts'

/** The CRO's week: what changed, what it means, what to look at. */
export default defineReport({
  title: { en: 'Weekly revenue digest', ja: '週次レベニューダイジェスト' },
  summary: {
    en: 'Bookings against target and pace, forecast, pipeline movement, the weakest step, retention, what leaks.',
    ja: '受注と目標・ペース、見込み、パイプラインの増減、弱いステップ、継続率、漏れている売上。',
  },
  schedule: 'mondays at 08:00',
  channel: 'revenue',
  audience: 'company',
  aliases: ['digest', 'weekly', '週次ダイジェスト', '週報'],
  relations: digestRelations,
  catchUpHours: 24,
  uses: digestMetrics,
  run: async (context) => digestMessage(context, await readDigest(context)),
})
