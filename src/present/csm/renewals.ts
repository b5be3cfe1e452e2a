import { z } from 'zod'
import { defineListing, type Listing } from '../../query/listing.ts'
import { dueRenewals } from '../../ssot/facts/due-renewals.ts'
import { sql } from '../../ssot/sql.ts'

const row = z.object({
  id: z.string(),
  name: z.string().nullable(),
  mrr: z.number(),
  term_end: z.string(),
  standing: z.enum(['opened', 'unopened', 'notice given']),
})
export type RenewalRow = z.output<typeof row>

/** Terms that end within 90 days and do not renew by themselves, the soonest first, with or without an open renewal, or with notice given. */
export const renewals: Listing<RenewalRow> = defineListing({
  fact: dueRenewals,
  joins: ['account'],
  columns: {
    id: sql`f.account_id`,
    name: sql`account.name`,
    mrr: sql`f.mrr`,
    term_end: sql`f.term_end`,
    standing: sql`case when f.unopened then 'unopened' when f.notice_given then 'notice given' else 'opened' end`,
  },
  row,
  orderBy: sql`f.term_end, f.mrr desc, f.account_id`,
})
