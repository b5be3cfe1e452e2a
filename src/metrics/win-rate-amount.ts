import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'

const won = sql`f.outcome = 'won' and f.type <> 'renewal'`
const lost = sql`f.outcome = 'lost' and f.type <> 'renewal'`
/** Once lost, an amount is often set to 0: what it was while the deal was open counts. */
const lostAmount = sql`coalesce(last_open.amount, f.amount)`
const known = sql`${lost} and ${lostAmount} > 0`

/** The win rate by amount. A lost deal counts at its last open version's amount, else its amount; 0 or less is unknown. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Win rate by amount', ja: '受注率（金額ベース）' },
  description: {
    en: 'Amount won ÷ amount won or lost, by the day it closed. A lost deal counts at its amount while it was open. No value when under half of the lost amounts are known. Renewals do not count.',
    ja: '受注金額 ÷（受注金額＋失注金額）、クローズ日基準。失注は進行中だったときの最後の金額で数えます。失注の半数以上の金額が不明なら算出しません。更新商談は含みません。',
  },
  aliases: ['amount win rate', '金額ベース受注率'],
  team: 'sales',
  unit: 'percent',
  better: 'up',
  fact: closedOpportunities,
  joins: ['last_open'],
  numerator: { of: sql`f.amount`, where: won },
  denominator: {
    of: sql`case when f.outcome = 'won' then f.amount else ${lostAmount} end`,
    where: sql`(${won} or ${known})`,
  },
  missing: withoutAmount,
  leftOut: [
    {
      words: { en: 'lost, of unknown amount', ja: '金額不明の失注' },
      where: sql`${lost} and coalesce(${lostAmount}, 0) <= 0`,
    },
  ],
  beside: [
    { words: { en: 'lost deals of known amount', ja: '金額の分かる失注' }, unit: 'count', value: { where: known } },
    { words: { en: 'of lost deals', ja: '失注' }, unit: 'count', value: { where: lost } },
  ],
  tooFew: {
    en: 'under half of the lost deals have a known amount',
    ja: '金額の分かる失注が半数に満たないため',
  },
  nullWhen: ({ beside: [amountsKnown, all] }) => ((amountsKnown ?? 0) * 2 < (all ?? 0) ? 'too_few' : undefined),
})
