import { defineCommand } from '../src/define/command.ts'
import { askKpi } from '../src/present/kpi/command.ts'
import { parseKpi } from '../src/present/kpi/parse.ts'

/** Any KPI of the catalogue, for any period, broken down and filtered. */
export default defineCommand({
  summary: { en: 'Any KPI: its value, its change, broken down', ja: '任意のKPIの値・変化・内訳' },
  usage: { en: '<kpi> [period] [by …] [where …]', ja: '<KPI> [期間] [by …] [where …]' },
  examples: {
    en: [
      'kpi win_rate last quarter',
      'kpi bookings this quarter by owner',
      'kpi nrr',
      'kpi mqls last 6 months where segment=SMB',
    ],
    ja: ['kpi 受注率 先四半期 セグメント別', 'kpi bookings 今四半期 担当者別', 'kpi nrr'],
  },
  aliases: ['metric', '指標'],
  parse: parseKpi,
  run: askKpi,
})
