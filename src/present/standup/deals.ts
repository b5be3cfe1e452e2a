import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { formatDayShort } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import { defineListing, type Listing } from '../../query/listing.ts'
import type { Fact } from '../../ssot/fact.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { formatValue } from '../format.ts'
import { lineName, recordName } from '../names.ts'
import { styleOf } from '../style.ts'
import { words } from './words.ts'

const closing = z.object({
  id: z.string(),
  name: z.string().nullable(),
  amount: z.number().nullable(),
  owner: z.string().nullable(),
  stage: z.string().nullable(),
  close_date: z.string().nullable(),
})
export type ClosingRow = z.output<typeof closing>

const columns = {
  id: sql`f.id`,
  name: sql`f.name`,
  amount: sql`f.amount`,
  owner: sql`owner.name`,
  stage: sql`f.stage_name`,
  close_date: sql`f.close_date`,
}

/** Open deals whose close date lies in the period, the soonest first, then the largest. */
export const dealsClosing: Listing<ClosingRow> = defineListing({
  fact: openOpportunities,
  joins: ['owner'],
  columns,
  row: closing,
  where: (c) => sql`f.close_date >= ${c.fromDay} and f.close_date < ${c.toDay}`,
  orderBy: sql`f.close_date, f.amount desc nulls last, f.id`,
})

const moved = closing.extend({
  was_stage: z.string().nullable(),
  was_close_date: z.string().nullable(),
  pushes: z.coerce.number(),
})
export type MovedRow = z.output<typeof moved>

const movedWhere = (fact: Fact, where: Sql): Listing<MovedRow> =>
  defineListing({
    fact,
    joins: ['owner'],
    columns: {
      ...columns,
      was_stage: sql`f.was_stage`,
      was_close_date: sql`f.was_close_date`,
      pushes: sql`f.pushes::int`,
    },
    row: moved,
    where: () => where,
    orderBy: sql`f.amount desc nulls last, f.id`,
  })

/** Deals that stand in another stage; those that went back are told as such. */
export const dealsMoved = (fact: Fact): Listing<MovedRow> =>
  movedWhere(fact, sql`f.stage_name is distinct from f.was_stage`)

/** Deals whose close date was put off. */
export const dealsSlipped = (fact: Fact): Listing<MovedRow> => movedWhere(fact, sql`f.slipped`)

interface Deal {
  readonly id: string
  readonly name: string | null
  readonly amount: number | null
  readonly owner: string | null
}

/** "• Name · ¥12M · owner · note"; without the owner where there is only one. */
export function standupLine(
  context: Context,
  { id, name, amount, owner }: Deal,
  withOwner: boolean,
  note = '',
): string {
  const parts = [
    recordName(context.company.links.opportunity, id, name),
    formatValue(amount, 'money', styleOf(context), 'short'),
    withOwner && owner !== null ? lineName(owner) : '',
    note,
  ]
  return `• ${parts.filter(Boolean).join(' · ')}`
}

/** "Proposal → Negotiation". */
export function stageNote({ locale }: Context, { stage, was_stage }: MovedRow): string {
  const name = (stageName: string | null): string => (stageName === null ? words[locale].unknown : lineName(stageName))
  return `${name(was_stage)} → ${name(stage)}`
}

/** "30 Nov → 15 Jan, put off 3 times". */
export function slipNote({ locale }: Context, { close_date, was_close_date, pushes }: MovedRow): string {
  const day = (iso: string | null): string =>
    iso === null ? '–' : formatDayShort(Temporal.PlainDate.from(iso), locale)
  return words[locale].slip(day(was_close_date), day(close_date), pushes)
}
