import { afterAll, describe, expect, it } from 'vitest'
import { companyNow, type Filled, fill } from '../../../bench/large/fill.ts'
import { relationNames } from '../../../src/ssot/contract.ts'
import { createDatabase } from '../../support/database.ts'

const [database, again, contract] = [
  await createDatabase('template0'),
  await createDatabase('template0'),
  await createDatabase(),
]
afterAll(() => Promise.all([database, again, contract].map((each) => each.drop())))
const told: Filled[] = []
await fill(database.url, 0.002, (part) => told.push(part))
await fill(again.url, 0.002)

const count = async (from: string): Promise<number> => {
  const { rows } = await database.query(`select count(*)::int as n from ${from}`)
  return rows[0].n
}

describe('the generated company', () => {
  it('has the relations of the contract, each told with its rows', async () => {
    for (const name of relationNames) {
      const rows = told.find((each) => each.name === name)?.rows
      expect(rows).toBeGreaterThan(0)
      expect(await count(`ssot.${name}`)).toBe(rows)
    }
  })

  it('has five versions and two leads to a deal', async () => {
    expect(await count('ssot.opportunities')).toBe(2_000)
    expect(await count('ssot.leads')).toBe(4_000)
    const versions = await count('ssot.opportunity_history')
    expect(versions / 2_000).toBeGreaterThan(4.9)
    expect(versions / 2_000).toBeLessThan(5.3)
  })

  it('is the same for the same seed', async () => {
    const rows = `select md5(string_agg(x::text, '|' order by x::text)) as sum from ssot.opportunity_history x`
    expect((await again.query(rows)).rows).toEqual((await database.query(rows)).rows)
  })

  it('has the keys and indexes of the contract, put back after the rows', async () => {
    const indexes = `select indexdef from pg_indexes where schemaname = 'ssot' order by 1`
    const keys = `select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'p' order by 1`
    for (const query of [indexes, keys]) {
      expect((await database.query(query)).rows).toEqual((await contract.query(query)).rows)
    }
  })

  it('wins about a quarter of its deals, renewals apart', async () => {
    const closed = `ssot.opportunities o join ssot.stages s on s.id = o.stage_id where coalesce(o.type, 'new') <> 'renewal'`
    const [won, lost] = [await count(`${closed} and outcome = 'won'`), await count(`${closed} and outcome = 'lost'`)]
    expect(won / (won + lost)).toBeGreaterThan(0.2)
    expect(won / (won + lost)).toBeLessThan(0.3)
  })
})

const now = `'${new Date(companyNow).toISOString()}'::timestamptz`

/** What the contract says of the rows; a benchmark over rows that break it would measure nothing. */
describe('keeps the contract: there is', () => {
  it.each([
    [
      'no deal whose last version is not its row',
      `ssot.opportunities o
      left join ssot.opportunity_history h on h.opportunity_id = o.id and h.valid_to is null
      where (h.stage_id, h.owner_id, h.forecast_category, h.amount, h.close_date)
        is distinct from (o.stage_id, o.owner_id, o.forecast_category, o.amount, o.close_date)`,
    ],
    [
      'no gap and no overlap between versions',
      `(
      select valid_to, lead(valid_from) over (partition by opportunity_id order by valid_from) as next
      from ssot.opportunity_history) h where valid_to is distinct from next`,
    ],
    [
      'no first version but at the creation',
      `ssot.opportunities o where created_at <> (
      select min(valid_from) from ssot.opportunity_history h where h.opportunity_id = o.id)`,
    ],
    [
      'no closed deal without a close, nor an open one with one',
      `ssot.opportunities o join ssot.stages s on s.id = o.stage_id
      where (s.outcome = 'open') <> (o.closed_at is null)`,
    ],
    [
      'no deal of nobody’s account',
      `ssot.opportunities o where not exists (select from ssot.accounts a where a.id = o.account_id)`,
    ],
    [
      'no deal before its account',
      `ssot.opportunities o join ssot.accounts a on a.id = o.account_id where a.created_at > o.created_at`,
    ],
    [
      'no lead that became a deal before it was one',
      `ssot.leads l join ssot.opportunities o on o.id = l.opportunity_id
      where l.created_at > o.created_at or l.converted_at <> o.created_at`,
    ],
    [
      'nothing that has not happened',
      `(
      select updated_at as at from ssot.opportunities union all select updated_at from ssot.leads
      union all select at from ssot.activities union all select opened_at from ssot.tickets
      union all select answered_at from ssot.survey_responses union all select synced_at from ssot.freshness) x
      where at >= ${now}`,
    ],
    [
      'no two spans of a product at once',
      `ssot.subscriptions a join ssot.subscriptions b on a.account_id = b.account_id
      and a.product = b.product and a.id < b.id and b.started_on < coalesce(a.ended_on, 'infinity')
      and a.started_on < coalesce(b.ended_on, 'infinity')`,
    ],
  ])('%s', async (_, from) => {
    expect(await count(from)).toBe(0)
  })
})
