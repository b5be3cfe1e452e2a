import { defineMetric } from '../../define/metric.ts'
import { openTickets } from '../../ssot/facts/open-tickets.ts'

/** Tickets nobody has solved yet. */
export default defineMetric({
  id: 'open_tickets',
  kind: 'sum',
  label: { en: 'Open tickets', ja: '未解決チケット数' },
  description: { en: 'Tickets that are open.', ja: '未解決のチケット。' },
  team: 'cs',
  unit: 'count',
  better: 'down',
  fact: openTickets,
  value: {},
})
