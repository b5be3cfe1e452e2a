import { z } from 'zod'
import { periodContaining } from '../../../calendar/periods.ts'
import type { Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import { isPersonal } from '../../../query/dimensions.ts'
import { defineListing } from '../../../query/listing.ts'
import { factsOf } from '../../../query/plan.ts'
import { accountCsm, accountOwner } from '../../../ssot/facts/accounts.ts'
import { allAccounts } from '../../../ssot/facts/all-accounts.ts'
import { chainOf } from '../../../ssot/people.ts'
import { sql } from '../../../ssot/sql.ts'
import { among } from '../../accounts/listing.ts'
import { nobody, orNobody } from '../account-people.ts'
import { personDimensions } from '../person-dimensions.ts'

export type Whom = Pick<Observation, 'mention' | 'people'>

/** Whom each series of a rule is about, by its key. What accounts it takes are looked up at once. */
export async function peopleFinder(
  context: Context,
  watch: Pick<Watch, 'metric' | 'by' | 'where'>,
  keys: readonly (string | null)[],
): Promise<(key: string | null) => Whom> {
  const { by } = watch
  if (by === 'account') {
    const ids = [...new Set(keys.filter((key) => key !== null))]
    const keepers = await keepersOf(context, watch, ids)
    return (key) => (key === null ? total : { mention: [], people: orNobody(keepers.get(key) ?? []) })
  }
  const alone = ofSomebody(context, watch)
  return (key) => {
    const whom = peopleOf(context, by, key)
    return alone && whom.people.length === 0 ? { ...whom, people: nobody } : whom
  }
}

/** Filtered down to people or accounts: a total of somebody's records alone is no total. */
export function ofSomebody(
  { engine }: Context,
  { metric, where = [] }: { readonly metric: Metric; readonly where?: Watch['where'] | undefined },
): boolean {
  const facts = factsOf(metric)
  return where.some(({ dimension }) => isPersonal(facts, dimension, engine))
}

/**
 * Whom a series is about, taken from its own value. A person by name, who is mentioned and whose records are not
 * everybody's: who has left is not mentioned, whoever they reported to is. Of a team whoever leads it is mentioned, and
 * it is for those below whom the whole team is: of its members each sees their own records only.
 */
export function peopleOf({ people }: Context, by: string | undefined, key: string | null): Whom {
  if (by === undefined || key === null) return total
  if (by === 'team') {
    const members = people.filter(({ team }) => team === key)
    const leads = members.filter(({ active, role }) => active && role === 'manager')
    return { mention: leads.map(({ id }) => id), people: orNobody(aboveAll(people, members)) }
  }
  if (!personDimensions.includes(by)) return total
  return { mention: mentioned(people, key), people: [key] }
}

const total: Whom = { mention: [], people: [] }

/** A person, while they are here; else their manager. */
function mentioned(people: Context['people'], id: string | null): string[] {
  const person = people.find((each) => each.id === id)
  const here = person?.active ? person : people.find((each) => each.id === person?.managerId && each.active)
  return here ? [here.id] : []
}

/** Whoever is, or is above, every one of these; the nearest first. */
function aboveAll(people: Context['people'], members: Context['people']): string[] {
  const [first = [], ...others] = members.map(({ id }) => chainOf(people, id))
  const active = new Set(people.flatMap((each) => (each.active ? [each.id] : [])))
  return first.filter((id) => active.has(id) && others.every((chain) => chain.includes(id)))
}

/** An account's owner and CSM, as far as all that the KPI counts of the account is theirs to see. */
async function keepersOf(
  context: Context,
  { metric }: Pick<Watch, 'metric'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const facts = factsOf(metric)
  const [owners, csms] = [accountOwner, accountCsm].map((column) =>
    facts.every(({ people }) => people.includes(column)),
  )
  if (ids.length === 0 || !(owners || csms)) return new Map()
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const page = await context.list(keeperRows(ids), { period, limit: ids.length })
  return new Map(
    page.rows.map(({ id, owner_id, csm_id }) => [
      id,
      [csms ? csm_id : null, owners ? owner_id : null].filter((person) => person !== null),
    ]),
  )
}

const keeperRows = (ids: readonly string[]) =>
  defineListing({
    fact: allAccounts,
    columns: { id: sql`f.account_id`, owner_id: accountOwner.column, csm_id: accountCsm.column },
    joins: ['account'],
    row: z.object({ id: z.string(), owner_id: z.string().nullable(), csm_id: z.string().nullable() }),
    where: () => among(ids),
    orderBy: sql`f.account_id`,
  })
