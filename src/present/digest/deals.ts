import { z } from 'zod'
import type { Context } from '../../define/context.ts'
import { defineListing, type Listing } from '../../query/listing.ts'
import type { Fact } from '../../ssot/fact.ts'
import { closedOpportunities } from '../../ssot/facts/closed-opportunities.ts'
import { dueRenewals } from '../../ssot/facts/due-renewals.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { formatValue } from '../format.ts'
import { lineName, recordName } from '../names.ts'
import { styleOf } from '../style.ts'

const deal = z.object({
  id: z.string(),
  name: z.string().nullable(),
  amount: z.number().nullable(),
  owner: z.string().nullable(),
  /** Why it was lost, or until when it slipped. */
  note: z.string().nullable(),
})
export type DealRow = z.output<typeof deal>

const closed = (outcome: 'won' | 'lost'): Listing<DealRow> =>
  defineListing({
    fact: closedOpportunities,
    joins: ['owner'],
    columns: {
      id: sql`f.id`,
      name: sql`f.name`,
      amount: sql`f.amount`,
      owner: sql`owner.name`,
      note: outcome === 'lost' ? sql`nullif(btrim(replace(f.lost_reason, '_', ' ')), '')` : sql`null::text`,
    },
    row: deal,
    where: () => sql`f.outcome = ${outcome}`,
    orderBy: sql`f.amount desc nulls last, f.id`,
  })

export const topWins = closed('won')
export const topLosses = closed('lost')

/** Deals whose close date left the period, the largest first. */
export const topSlips = (movements: Fact): Listing<DealRow> =>
  defineListing({
    fact: movements,
    joins: ['owner'],
    columns: {
      id: sql`f.id`,
      name: sql`f.name`,
      amount: sql`-f.delta`,
      owner: sql`owner.name`,
      note: sql`to_char(f.close_date, 'YYYY-MM-DD')`,
    },
    row: deal,
    where: (): Sql => sql`f.movement = 'slipped'`,
    orderBy: sql`f.delta, f.id`,
  })

const renewal = z.object({
  id: z.string(),
  name: z.string().nullable(),
  mrr: z.number(),
  term_end: z.string(),
  csm: z.string().nullable(),
})
export type RenewalRow = z.output<typeof renewal>

/** Terms that end within 90 days and for which somebody should open a renewal, the most MRR first. */
export const unopenedRenewals: Listing<RenewalRow> = defineListing({
  fact: dueRenewals,
  joins: ['account', 'csm'],
  columns: {
    id: sql`f.account_id`,
    name: sql`account.name`,
    mrr: sql`f.mrr`,
    term_end: sql`f.term_end`,
    csm: sql`csm.name`,
  },
  row: renewal,
  where: () => sql`f.unopened`,
  orderBy: sql`f.mrr desc, f.term_end, f.account_id`,
})

/** "Name · ¥12M · owner · why". */
export function dealLine(
  context: Context,
  { id, name, amount, owner, note }: DealRow,
  sayNote: (note: string) => string,
): string {
  const title = recordName(context.company.links.opportunity, id, name)
  const parts = [
    formatValue(amount, 'money', styleOf(context), 'short'),
    owner === null ? '' : lineName(owner),
    note === null ? '' : sayNote(lineName(note)),
  ]
  return `• ${title} · ${parts.filter(Boolean).join(' · ')}`
}
