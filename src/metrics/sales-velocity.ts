import { defineMetric } from '../define/metric.ts'
import avgDealSize from './avg-deal-size.ts'
import openDeals from './measures/open-deals.ts'
import salesCycle from './sales-cycle.ts'
import winRate from './win-rate.ts'

/** Open opportunities × win rate × average deal ÷ sales cycle, the last three over the trailing 365 days: money a day. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Sales velocity', ja: '商談速度' },
  description: {
    en: 'Open opportunities × win rate × average deal ÷ sales cycle; the last three over the trailing 365 days. Money a day, renewals left out.',
    ja: '進行中の商談数 × 受注率 × 平均受注単価 ÷ セールスサイクル（後の3つは過去365日）。1日あたりの金額で、更新商談は含みません。',
  },
  aliases: ['velocity', 'セールスベロシティ'],
  team: 'sales',
  unit: 'money_per_day',
  better: 'up',
  defaultPeriod: 'now',
  parts: {
    open: { metric: openDeals },
    winRate: { metric: winRate, over: 'trailing 365 days' },
    deal: { metric: avgDealSize, over: 'trailing 365 days' },
    cycle: { metric: salesCycle, over: 'trailing 365 days' },
  },
  compute({ open, winRate: rate, deal, cycle }) {
    if (open?.value == null || rate?.value == null || deal?.value == null || !cycle?.value) return { value: null }
    return { value: (open.value * rate.value * deal.value) / cycle.value }
  },
})
