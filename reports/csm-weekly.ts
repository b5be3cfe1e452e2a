import { defineReport } from '../src/define/report.ts'
import { csmMessage } from '../src/present/csm/answer.ts'
import { csmMetrics, csmRelations, readCsm } from '../src/present/csm/figures.ts'

/** A CSM's week: whose health changed and why, renewals, tickets, lapses and expansions, what to do first. */
export default defineReport({
  title: { en: 'Weekly customer report', ja: 'CSM週報' },
  summary: {
    en: 'Your own customers: whose health changed and why, renewals in the next 90 days, tickets, lapses and expansions, what to do first.',
    ja: '担当顧客のヘルスの変化とその要因、90日以内の契約更新、チケット、解約と増額、まず対応すること。',
  },
  schedule: 'mondays at 08:30',
  audience: 'person',
  aliases: ['csm', 'customers', 'customer report', '担当顧客', '顧客週報'],
  catchUpHours: 24,
  relations: csmRelations,
  uses: csmMetrics,
  run: async (context) => csmMessage(context, await readCsm(context)),
})
