import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applyConnector } from '../../../src/ssot/connectors/connect.ts'
import { connectTo } from '../../../src/ssot/connectors/connection.ts'
import { salesforce } from '../../../src/ssot/connectors/salesforce/index.ts'
import { contractDdl } from '../../../src/ssot/ddl.ts'
import { sql } from '../../../src/ssot/sql.ts'
import { createDatabase } from '../../support/database.ts'
import { useLanding } from '../../support/landed.ts'

const landing = await useLanding()
const { database } = landing
await landing.land(
  'sf."user"',
  'id text, name text, email text, manager_id text, department text, _fivetran_synced timestamp',
  [
    {
      id: 'u1',
      name: 'Ann',
      email: 'Ann@Example.com',
      manager_id: 'u2',
      department: 'East',
      _fivetran_synced: '2026-03-01 10:00:00',
    },
    { id: 'u2', name: 'Bob', email: 'bob@example.com', _fivetran_synced: '2026-03-02 10:00:00' },
  ],
)
await landing.land('sf.account', 'id text, name text, created_date timestamp', [
  { id: 'a', name: 'A', created_date: '2026-01-01' },
  { id: 'b', name: 'B', created_date: '2026-01-01' },
])
const relations = async (): Promise<string[]> => {
  const { rows } = await database.query(
    `select relname from pg_class where relnamespace = 'ssot'::regnamespace and relkind in ('r', 'v') order by 1`,
  )
  return rows.map(({ relname }) => relname)
}

beforeEach(() => database.query('drop schema if exists ssot cascade'))

describe('ssot connect', () => {
  it('writes what it can, twice with the same outcome', async () => {
    const report = await landing.connect('salesforce', 'sf')
    const written = ['accounts', 'freshness', 'freshness_salesforce', 'users']
    expect(await relations()).toEqual(written)
    expect(report).toContain('ok: ssot.accounts: 2 rows')
    expect(report).toContain('error: ssot.opportunities is not written: sf.opportunity is not landed')
    expect(await landing.connect('salesforce', 'sf')).toEqual(report)
    expect(await relations()).toEqual(written)
  })

  it('fills a column that is landed later', async () => {
    expect(await landing.connect('salesforce', 'sf')).toContain(
      'note: ssot.accounts.industry is null: sf.account has no industry',
    )
    await database.query(`alter table sf.account add column industry text; update sf.account set industry = 'Retail'`)
    await landing.connect('salesforce', 'sf')
    expect((await landing.rows('accounts', 'id, industry'))[0]).toEqual({ id: 'a', industry: 'Retail' })
    await database.query('drop view ssot.accounts; alter table sf.account drop column industry')
  })

  it('never takes the place of a table: it names it, and changes nothing', async () => {
    await database.query(contractDdl('ssot'))
    await expect(landing.connect('salesforce', 'sf')).rejects.toMatchObject({
      name: 'SpokenError',
      words: {
        en: expect.stringMatching(/^ssot\.users, ssot\.accounts are tables: .*Nothing was changed\.$/),
        ja: expect.stringContaining('何も変更していません'),
      },
    })
    expect(await relations()).not.toContain('freshness_salesforce')
  })

  it('leaves alone a view that a person wrote, and one that a person changed', async () => {
    await landing.connect('salesforce', 'sf')
    await database.query(`create or replace view ssot.accounts as
      select id, name, 'SMB' as segment, null::text as industry, null::text as region, null::text as owner_id,
        null::text as csm_id, null::text as parent_id, created_date at time zone 'UTC' as created_at from sf.account`)
    await database.query(
      `drop view ssot.users; create view ssot.users as select 'me' as id, 'Me' as name, 'me@example.com' as email, 'ops' as role`,
    )
    const report = await landing.connect('salesforce', 'sf')
    expect(report.filter((line) => line.includes('left alone')).map((line) => line.slice(0, 40))).toEqual([
      'warning: ssot.users is left alone: it is',
      'warning: ssot.accounts is left alone: it',
    ])
    expect((await landing.rows('accounts', 'id, segment'))[0]).toEqual({ id: 'a', segment: 'SMB' })
    expect(await landing.rows('users', 'id')).toEqual([{ id: 'me' }])
  })

  it('leaves alone what a person materialized of it', async () => {
    const printed = await landing.print('salesforce', 'sf')
    await database.query(
      printed.replace('create or replace view ssot.accounts', 'create materialized view ssot.accounts'),
    )
    await database.query(`insert into sf.account values ('c', 'C', '2026-01-01')`)
    const report = await landing.connect('salesforce', 'sf')
    expect(report).toContainEqual(expect.stringMatching(/^warning: ssot\.accounts is left alone/))
    expect(await landing.rows('accounts', 'id')).toHaveLength(2)
    await database.query(`delete from sf.account where id = 'c'`)
  })

  it('refuses a relation that another connector feeds', async () => {
    await landing.connect('salesforce', 'sf')
    await expect(landing.connect('salesforce-airbyte', 'sf')).rejects.toMatchObject({
      words: { en: expect.stringMatching(/^ssot\.users, ssot\.accounts were written from salesforce: one source/) },
    })
  })

  it('shares freshness: each source has its own row, a person’s included, and none for those that do not say', async () => {
    await landing.connect('salesforce', 'sf')
    await database.query(`create table ssot.freshness_manual as
      select 'manual'::text as source, timestamptz '2026-03-05' as synced_at, array['targets']::text[] as relations`)
    await landing.connect('salesforce', 'sf')
    expect(await landing.rows('freshness')).toEqual([
      { source: 'manual', synced_at: '2026-03-05T00:00:00+00:00', relations: ['targets'] },
      { source: 'salesforce', synced_at: '2026-03-02T10:00:00+00:00', relations: ['users', 'accounts'] },
    ])
  })

  it('leaves a freshness table to its owner', async () => {
    await database.query(
      'create schema ssot; create table ssot.freshness (source text, synced_at timestamptz, relations text[])',
    )
    expect(await landing.connect('salesforce', 'sf')).toContain(
      'warning: ssot.freshness is left alone: it is your own. The state of this connector stands in ssot.freshness_salesforce',
    )
    expect(await relations()).toContain('freshness_salesforce')
  })

  it('believes people_roles before its own guess', async () => {
    await landing.connect('salesforce', 'sf')
    const columns = 'id, role, team, manager_id'
    expect(await landing.rows('users', columns)).toEqual([
      { id: 'u1', role: 'rep', team: 'East', manager_id: 'u2' },
      { id: 'u2', role: 'manager', team: null, manager_id: null },
    ])
    await database.query(`create table ssot.people_roles (email text, role text, team text, manager_email text);
      insert into ssot.people_roles values (' ann@example.com', 'Executive', null, null), ('bob@example.com', null, 'CS', 'ann@example.com')`)
    const report = await landing.connect('salesforce', 'sf')
    // Bob reports to Ann now, who reports to him: both have reports.
    expect(await landing.rows('users', columns)).toEqual([
      { id: 'u1', role: 'executive', team: 'East', manager_id: 'u2' },
      { id: 'u2', role: 'manager', team: 'CS', manager_id: 'u1' },
    ])
    expect(report.filter((line) => line.includes('roles are guessed'))).toEqual([])
  })

  it('names the relation, the column and a row of what does not read', async () => {
    await landing.land('odd.raw', 'id text, day text', [
      { id: 'a', day: '2026-01-01' },
      { id: 'b', day: '2026-01-32' },
      { id: 'c', day: '2026-01-03' },
    ])
    await database.query(
      'create view odd.account as select id, id as name, day::timestamp as created_date from odd.raw',
    )
    const report = await landing.connect('salesforce', 'odd')
    expect(report[0]).toMatch(
      /^error: ssot\.accounts\.created_at does not read in row “b”: date\/time field value out of range: "2026-01-32"\. Correct/,
    )
  })

  it('names a key that repeats', async () => {
    await landing.land('twice.account', 'id text, name text, created_date timestamp', [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
      { id: 'a', name: 'A, again' },
    ])
    const report = await landing.connect('salesforce', 'twice')
    expect(report).toContainEqual(expect.stringMatching(/^error: ssot\.accounts\.id repeats: “a” stands in 2 rows/))
    expect(report).toContainEqual(
      'warning: ssot.accounts.created_at is null in 3 of 3 rows: they are left out of what needs it',
    )
  })

  it('says which column is landed as something it cannot be read as', async () => {
    await landing.land('typed.account', 'id text, name jsonb, industry bytea, created_date timestamp')
    const report = await landing.connect('salesforce', 'typed')
    expect(report).toContain(
      'error: ssot.accounts is not written, for want of name: typed.account.name is jsonb, which cannot be read as text',
    )
  })
})

describe('--print', () => {
  it('prints SQL that makes the same views elsewhere, with the report as comments', async () => {
    const printed = await landing.print('salesforce', 'sf')
    expect(await database.query(`select 1 from pg_namespace where nspname = 'ssot'`)).toMatchObject({ rowCount: 0 })
    expect(printed).toMatch(
      /^-- The views of Salesforce for ssot\. Nothing was run\.\n-- {3}✗ ssot\.stages is not written/,
    )
    await database.query(printed)
    expect(await landing.rows('users', 'id, email, role')).toEqual([
      { id: 'u1', email: 'Ann@Example.com', role: 'rep' },
      { id: 'u2', email: 'bob@example.com', role: 'manager' },
    ])
    expect(await landing.problems()).toEqual([])
  })
})

describe('without the right to create', async () => {
  const other = await createDatabase('template0')
  const role = `reader_${process.pid}_${Date.now()}`
  await other.query(`create role ${role} login password 'x'; create schema sf; create schema ssot;
    create table sf.account (id text, name text, created_date timestamp);
    grant usage on schema sf, ssot to ${role}; grant select on sf.account to ${role}`)
  const url = new URL(other.url)
  url.username = role
  url.password = 'x'
  const connection = await connectTo(url.href)
  afterAll(async () => {
    await connection.close()
    await other.query(`drop owned by ${role}; drop role ${role}`)
    await other.drop()
  })

  it('what an owner wrote can be read, with nothing but usage and select on the SSOT', async () => {
    await other.query(
      `create table sf."user" (id text, name text, email text, is_active text); insert into sf."user" values ('u', 'Ann', 'ann@example.com', 'true')`,
    )
    const owner = await connectTo(other.url)
    await applyConnector(owner, salesforce, { landed: 'sf', schema: 'shown', zone: 'Asia/Tokyo' })
    await owner.close()
    await other.query(`grant usage on schema shown to ${role}; grant select on all tables in schema shown to ${role}`)
    const found = await connection.query(
      sql`select id, active from shown.users`,
      z.object({ id: z.string(), active: z.boolean() }),
    )
    expect(found).toEqual([{ id: 'u', active: true }])
    await other.query('drop schema shown cascade; drop table sf."user"')
  })

  it('it says so, and what to do', async () => {
    const connecting = { landed: 'sf', schema: 'ssot', zone: 'Asia/Tokyo' }
    await expect(applyConnector(connection, salesforce, connecting)).rejects.toMatchObject({
      words: {
        en: 'ssot.accounts could not be written: SSOT_URL may not do that: use a role that may create there (permission denied for schema ssot). Nothing was changed.',
      },
    })
  })
})

it('a landed name may need quotes', async () => {
  await landing.land('"Odd Schema".account', '"Id" text, "Na""me" text, name text, created_date timestamp', [
    { Id: 'a', name: 'A' },
  ])
  await landing.connect('salesforce', 'Odd Schema')
  expect(await landing.rows('accounts', 'id, name')).toEqual([{ id: 'a', name: 'A' }])
})
