import { defineReport } from '../src/define/report.ts'
import { boardMessage } from '../src/present/board/answer.ts'
import { boardMetrics, boardRelations, readBoard } from '../src/present/board/figures.ts'

/** The board's month: ARR and what moved it, retention, bookings against target, the cost of growth; no names. */
export default defineReport({
  title: { en: 'Monthly board report', ja: '月次取締役会レポート' },
  summary: {
    en: 'The last complete month and the year to date: ARR and what moved it, NRR, GRR, new customers, bookings against target, CAC, LTV : CAC, win rate, pipeline, forecast accuracy.',
    ja: '前月と年度累計のARRとその増減、NRR、GRR、新規顧客、目標に対する受注、CAC、LTV:CAC、受注率、パイプライン、フォーキャスト精度。',
  },
  schedule: '3rd business day of month at 08:00',
  audience: 'board',
  aliases: ['board', 'board report', '取締役会', 'ボード', '月次レポート'],
  catchUpHours: 72,
  relations: boardRelations,
  uses: boardMetrics,
  run: async (context) => boardMessage(context, await readBoard(context)),
})
