import { defineCommand } from '../src/define/command.ts'
import { askRows } from '../src/present/rows/answer.ts'
import { parseRows, type RowsQuestion, type StepRowsQuestion } from '../src/present/rows/parse.ts'

/** The rows behind a KPI or a step of the funnel: whatever an answer counts can be looked at, and adds up to it. */
export default defineCommand<RowsQuestion | StepRowsQuestion>({
  summary: { en: 'The rows behind a KPI, or all of them as a CSV file', ja: 'KPIの明細（CSVファイルも可）' },
  usage: {
    en: '<kpi>|funnel <step> [period] [where …] [page n] [csv]',
    ja: '<KPI>|funnel <ステップ> [期間] [where …] [page n] [csv]',
  },
  examples: {
    en: [
      'rows win_rate last quarter',
      'rows bookings last month csv',
      'rows mqls where segment=SMB',
      'rows funnel mql last quarter',
    ],
    ja: ['rows 受注率 先四半期', '明細 受注金額 先月 csv', '明細 ファネル MQL 先四半期'],
  },
  aliases: ['明細', 'drill'],
  parse: parseRows,
  run: askRows,
})
