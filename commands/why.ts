import { defineCommand } from '../src/define/command.ts'
import { type AboutKpi, parseAboutKpi } from '../src/present/kpi/about.ts'
import { askWhy } from '../src/present/why/command.ts'

/** Why a KPI changed, in parts that sum to the change. */
export default defineCommand<AboutKpi>({
  summary: { en: 'Why a KPI changed, segment by segment', ja: 'KPIの変化の要因（セグメント別）' },
  usage: { en: '<kpi> [period] [by …] [where …]', ja: '<KPI> [期間] [by …] [where …]' },
  examples: {
    en: ['why win_rate last quarter', 'why bookings last month by team', 'why sales_velocity'],
    ja: ['why 受注率 先四半期', 'なぜ 受注金額 先月 チーム別'],
  },
  aliases: ['なぜ', '要因', '要因分析'],
  parse: (words, context) => parseAboutKpi(words, context, 'why'),
  run: askWhy,
})
