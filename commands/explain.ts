import { defineCommand } from '../src/define/command.ts'
import { askExplain } from '../src/present/explain/answer.ts'
import { type ExplainQuestion, parseExplain } from '../src/present/explain/parse.ts'

/** What a KPI means, the SQL that ran, what it rests on and who uses it. */
export default defineCommand<ExplainQuestion>({
  summary: { en: 'What a KPI means, and the SQL behind it', ja: 'KPIの定義とSQL' },
  usage: { en: '<kpi> [period] [by …] [where …] [sql]', ja: '<KPI> [期間] [by …] [where …] [sql]' },
  examples: {
    en: ['explain win_rate', 'explain nrr last quarter', 'explain health_score sql'],
    ja: ['explain 受注率', '定義 商談速度'],
  },
  aliases: ['define', '定義', '説明'],
  parse: parseExplain,
  run: askExplain,
})
