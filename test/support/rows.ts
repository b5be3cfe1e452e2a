import type { contract, RelationName } from '../../src/ssot/contract.ts'
import { relationContract, relationNames } from '../../src/ssot/contract.ts'
import type { TestDatabase } from './database.ts'

type Cell = string | number | boolean | null | readonly string[]
/** A row of a relation: days and instants as ISO text; an instant without an offset is the company's local time. */
export type Row<N extends RelationName> = { readonly [C in keyof (typeof contract)[N]['columns']]?: Cell }
export type Rows = { readonly [N in RelationName]?: readonly Row<N>[] }

/**
 * What small cases stand on. People: `ann` (East) and `bob` (West) sell under `mia`, `cleo` looks after customers, `rex`
 * runs operations. Accounts: `acme` (SMB, Kanto; ann's, cleo's) and `globex` (Enterprise, Kansai; bob's).
 * Stages: `s1` and `s2` are open (0.2, 0.5), then `won` and `lost`.
 */
const world: Rows = {
  users: [
    { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops', team: 'Ops', manager_id: null },
    { id: 'mia', name: 'Mia', email: 'mia@example.com', role: 'manager', team: 'Sales', manager_id: 'rex' },
    { id: 'ann', name: 'Ann', email: 'ann@example.com', role: 'rep', team: 'East', manager_id: 'mia' },
    { id: 'bob', name: 'Bob', email: 'bob@example.com', role: 'rep', team: 'West', manager_id: 'mia' },
    { id: 'cleo', name: 'Cleo', email: 'cleo@example.com', role: 'cs', team: 'Success', manager_id: 'rex' },
  ],
  accounts: [
    { id: 'acme', name: 'Acme', segment: 'SMB', region: 'Kanto', industry: 'Retail', owner_id: 'ann', csm_id: 'cleo' },
    { id: 'globex', name: 'Globex', segment: 'Enterprise', region: 'Kansai', industry: 'Energy', owner_id: 'bob' },
  ],
  stages: [
    { id: 's1', pipeline: 'default', name: 'Discovery', position: 10, outcome: 'open', probability: 0.2 },
    { id: 's2', pipeline: 'default', name: 'Proposal', position: 20, outcome: 'open', probability: 0.5 },
    { id: 'won', pipeline: 'default', name: 'Won', position: 30, outcome: 'won', probability: 1 },
    { id: 'lost', pipeline: 'default', name: 'Lost', position: 40, outcome: 'lost', probability: 0 },
  ],
}

const long = '2020-01-01'
const defaults: { readonly [N in RelationName]?: Row<N> } = {
  users: { active: true },
  accounts: { created_at: long },
  opportunities: {
    account_id: 'acme',
    owner_id: 'ann',
    stage_id: 's1',
    amount: 100,
    created_at: long,
    updated_at: long,
  },
  opportunity_history: { valid_to: null },
  leads: { created_at: long, updated_at: long },
  subscriptions: { account_id: 'acme', mrr: 100, started_on: long, ended_on: null },
  activities: { kind: 'email' },
  tickets: { account_id: 'acme', reopens: 0 },
  survey_responses: { account_id: 'acme' },
  product_usage: { account_id: 'acme' },
  targets: { metric: 'bookings', owner_id: null, team: null },
}

/** Replaces everything in those of the contract's tables that exist. Ids that a case does not name are given out. */
export async function writeWorld(database: Pick<TestDatabase, 'query'>, zone: string, rows: Rows): Promise<void> {
  const { rows: found } = await database.query(
    `select relname as name from pg_class where relnamespace = 'ssot'::regnamespace`,
  )
  const names = relationNames.filter((name) => found.some((each) => each.name === name))
  await database.query(`set timezone = '${zone}'; begin; ${names.map((name) => `delete from ssot.${name}`).join('; ')}`)
  for (const name of names) await insertRows(database, name, rows[name] ?? world[name] ?? [])
  await database.query('commit')
}

/** Adds rows to a relation, with this folder's defaults for the columns they leave out. */
export async function insertRows<N extends RelationName>(
  database: Pick<TestDatabase, 'query'>,
  name: N,
  rows: readonly Row<N>[],
): Promise<void> {
  if (rows.length === 0) return
  const named = 'id' in relationContract(name).columns
  const complete = rows.map((row, index) => ({
    ...(named ? { id: `${name} ${index + 1}`, name: `${name} ${index + 1}` } : {}),
    ...defaults[name],
    ...row,
  }))
  const table = `ssot.${name}`
  await database.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(complete),
  ])
}

export type Version = Pick<
  Row<'opportunities'>,
  'stage_id' | 'amount' | 'owner_id' | 'close_date' | 'forecast_category'
>

/** An opportunity told as its life: what it was created as, and what changed when. */
export interface Deal extends Row<'opportunities'> {
  readonly id: string
  readonly created_at: string
  readonly life?: readonly (readonly [at: string, change: Version])[]
}

const closed = new Set<Cell | undefined>(['won', 'lost'])

/** Today's rows and the versions of deals: closed when the last version is, and only then with a `closed_at`. */
export function deals(...lives: readonly Deal[]): Required<Pick<Rows, 'opportunities' | 'opportunity_history'>> {
  const told = lives.map(({ life = [], ...born }) => {
    const first = { stage_id: 's1', amount: 100, owner_id: 'ann', close_date: null, forecast_category: null, ...born }
    const versions = [{ at: born.created_at, row: first as Row<'opportunities'> }]
    for (const [at, change] of life) versions.push({ at, row: { ...versions.at(-1)?.row, ...change } })
    const last = versions.at(-1)
    const closing = versions.findLast(
      ({ row }, i) => closed.has(row.stage_id) && versions[i - 1]?.row.stage_id !== row.stage_id,
    )
    const opportunity = {
      ...last?.row,
      updated_at: last?.at ?? born.created_at,
      closed_at: closed.has(last?.row.stage_id) ? (closing?.at ?? null) : null,
      ...('closed_at' in born ? { closed_at: born.closed_at ?? null } : {}),
    }
    const history = versions.map(({ at, row }, i) => ({
      opportunity_id: born.id,
      valid_from: at,
      valid_to: versions[i + 1]?.at ?? null,
      stage_id: row.stage_id ?? null,
      amount: row.amount ?? null,
      owner_id: row.owner_id ?? null,
      close_date: row.close_date ?? null,
      forecast_category: row.forecast_category ?? null,
    }))
    return { opportunity, history }
  })
  return {
    opportunities: told.map(({ opportunity }) => opportunity),
    opportunity_history: told.flatMap(({ history }) => history),
  }
}
