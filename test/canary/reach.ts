import fc from 'fast-check'
import type { AccessSettings } from '../../src/query/access.ts'
import type { Widest } from '../../src/query/scope.ts'
import type { Role } from '../../src/ssot/people.ts'
import type { Row, Rows } from '../support/rows.ts'
import type { Axes } from './axes.ts'
import { type Planted, plantFor, plantNames, plantRelation } from './plant.ts'

/** Who may see how much and which KPIs, told a second time and independently of the product. */

export type Person = Omit<Row<'users'>, 'id' | 'role'> & { readonly id: string; readonly role: Role }

export const peopleOf = ({ users = [] }: Rows): Person[] =>
  users.filter((each): each is Row<'users'> & Person => typeof each.id === 'string' && typeof each.role === 'string')

const usual: Readonly<Record<Role, Widest>> = {
  rep: 'own',
  manager: 'own',
  cs: 'own',
  marketing: 'aggregates',
  ops: 'everything',
  executive: 'everything',
}

/** KPIs that rest on nothing but one relation and deals: where all are withheld, nothing of the relation may be seen. */
const restingOn = {
  costs: ['cac', 'mroi', 'marketing_roi', 'campaign_performance'],
  web_traffic: ['web_traffic', 'engagement_rate'],
  revenue: ['revenue'],
} as const
type Relation = keyof typeof restingOn

/** KPIs from whose figures those of others can be told. */
const partOf: Readonly<Record<string, readonly string[]>> = {
  bookings: ['campaign_performance', 'quota_attainment', 'pipeline_coverage', 'forecast_accuracy'],
  win_rate: ['sales_velocity'],
  avg_deal_size: ['sales_velocity'],
  sales_cycle: ['sales_velocity'],
  mrr: ['ltv'],
  grr: ['ltv'],
  customers: ['ltv'],
  ltv: ['ltv_cac'],
  cac: ['ltv_cac'],
  new_customers: ['cac'],
  revenue: ['revenue_growth'],
  leads: ['campaign_performance'],
  mqls: ['campaign_performance'],
  sqls: ['campaign_performance'],
  opportunities_created: ['campaign_performance'],
  marketing_roi: ['campaign_performance'],
}

const withParts = (id: string): string[] => [id, ...(partOf[id] ?? []).flatMap(withParts)]

const some = <T>(all: readonly T[], least = 1) => fc.shuffledSubarray([...all], { minLength: least })
const anyRole = some(Object.keys(usual) as Role[])
const anyReach = fc.constantFrom<Widest>('own', 'aggregates', 'everything')

/** Half of all companies configure nothing; the others let roles see more or less, and keep KPIs to some of them. */
export const accesses: fc.Arbitrary<AccessSettings> = fc.oneof(
  fc.constant({}),
  fc
    .record({
      roles: fc.dictionary(fc.constantFrom(...(Object.keys(usual) as Role[])), anyReach, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
      relation: fc.option(fc.constantFrom(...(Object.keys(restingOn) as Relation[])), { freq: 3 }),
      kpis: fc.oneof(
        fc.constant([]),
        some(Object.keys(partOf)).map((all) => all.slice(0, 3)),
      ),
      open: anyRole,
    })
    .map(({ roles, relation, kpis, open }) => ({
      roles,
      metrics: Object.fromEntries([...(relation ? restingOn[relation] : []), ...kpis].map((id) => [id, open])),
    })),
)

export interface Reach {
  readonly records: Widest
  /** Ids of KPIs, with those that rest on them. */
  readonly withheld: ReadonlySet<string>
  readonly hidden: readonly Relation[]
}

export function reachOf({ role }: Person, { roles = {}, metrics = {} }: AccessSettings): Reach {
  const shut = Object.keys(metrics).filter((id) => !metrics[id]?.includes(role))
  const withheld = new Set(shut.flatMap(withParts))
  const relations = Object.keys(restingOn) as Relation[]
  return {
    records: roles[role] ?? usual[role],
    withheld,
    hidden: relations.filter((name) => restingOn[name].every((id) => withheld.has(id))),
  }
}

export const seesAll = ({ records, withheld }: Reach): boolean => records === 'everything' && withheld.size === 0

/** The company's rows, with canaries in all that this person may not see. */
export function planted(company: Rows, who: Person, { records, hidden }: Reach, axes: Axes): Planted {
  const below = belowOf(company, who.id)
  const of = {
    own: () => plantFor(company, below),
    aggregates: () => plantNames(company, who, axes),
    everything: () => ({ rows: company, sees: 'everything' }),
  }
  const first = of[records]()
  return { ...first, rows: hidden.reduce(plantRelation, first.rows) }
}

/** Somebody and everybody below them. */
function belowOf({ users = [] }: Rows, id: string): ReadonlySet<string> {
  const ids = new Set([id])
  for (let before = 0; before < ids.size; ) {
    before = ids.size
    for (const { id: each, manager_id } of users) if (ids.has(String(manager_id))) ids.add(String(each))
  }
  return ids
}
