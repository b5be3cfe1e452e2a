import { describe, expect, it } from 'vitest'
import { redacted } from '../../../src/ssot/quality/unreadable.ts'
import { found, useLooked } from '../../support/quality.ts'
import { openSsot } from '../../support/ssot.ts'
import { shown, useWorld } from '../../support/world.ts'

const { database, look } = await useLooked()

/** Makes `relation` a view over its own rows, with one column computed. */
const asView = (relation: string, column: string, computed: string): string => `
  alter table ssot.${relation} rename to ${relation}_raw;
  alter table ssot.${relation}_raw set schema public;
  create view ssot.${relation} as select ${columnsOf[relation]?.map((name) => (name === column ? `${computed} as ${name}` : name)).join()}
  from public.${relation}_raw`

const columnsOf: Record<string, string[]> = {
  leads: ['id', 'source', 'owner_id', 'created_at', 'mql_at', 'sql_at', 'converted_at', 'opportunity_id', 'updated_at'],
  subscriptions: ['id', 'account_id', 'product', 'started_on', 'ended_on', 'mrr', 'currency', 'term_ends_on'],
  stages: ['id', 'pipeline', 'name', 'position', 'outcome', 'probability'],
}

const numbers = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))
const leads = numbers.map((id) => ({ id, source: id === '42' ? 'soon' : '2026-01-05', created_at: '2026-01-01' }))
const deal = { id: 'o1', stage_id: 'won', closed_at: '2026-02-01', amount: 7 }

describe('a column that its view cannot compute', () => {
  it('is one finding, by relation, column and row, in PostgreSQL’s words without what stands there', async () => {
    await look({ leads, opportunities: [deal] }, async () => undefined)
    await database.query(asView('leads', 'mql_at', 'source::timestamptz'))
    await look(undefined, async (ssot, { quality, mapped }) => {
      expect(found(quality)).toEqual(['error leads unreadable 1 42'])
      const [finding] = quality.findings
      expect(finding?.words.en).toMatch(
        /^leads\.mql_at cannot be read \(invalid input syntax for type timestamp with time zone: “…”\)/,
      )
      expect(finding?.words.ja).toMatch(/^leads\.mql_atを読み取れません/)
      // What does not need the column goes on, and so does every other relation.
      expect(mapped.has('leads')).toBe(true)
      expect(mapped.has('leads.mql_at')).toBe(false)
      expect(await ssot.one('leads', { period: '2026-01' })).toMatchObject({ value: 100 })
      expect(await ssot.one('bookings', { period: '2026-02' })).toMatchObject({ value: 7 })
      const lacking = { value: null, reason: 'not_connected', needs: 'leads.mql_at' }
      expect(await ssot.one('mqls', { period: '2026-01' })).toMatchObject(lacking)
      expect(quality.relations.find(({ relation }) => relation === 'leads')).toMatchObject({
        checks: expect.arrayContaining(['unknown_owner', 'dated_in_the_future']),
      })
    })
  })

  it('before anybody looked, a question that needs it is told why, and the next one is not connected', async () => {
    const ssot = await openSsot(database)
    await ssot.source.snapshot()
    await expect(ssot.one('mqls', { period: '2026-01' })).rejects.toMatchObject({
      name: 'SpokenError',
      words: {
        en: expect.stringContaining('`ssot.leads.mql_at` (invalid input syntax'),
        ja: expect.stringContaining('`ssot.leads.mql_at`'),
      },
    })
    expect((await ssot.one('mqls', { period: '2026-01' })).reason).toBe('not_connected')
    expect((await ssot.one('leads', { period: '2026-01' })).value).toBe(100)
    await ssot.close()
  })

  it('is read again when the row is mended', async () => {
    await database.query(`update public.leads_raw set source = '2026-01-06' where id = '42'`)
    await look(undefined, async (ssot, { quality }) => {
      expect(found(quality)).toEqual([])
      expect((await ssot.one('mqls', { period: '2026-01' })).value).toBe(100)
    })
  })

  it('of a required column stops the relation, and its KPIs say so', async () => {
    await look(
      {
        leads: [],
        subscriptions: [
          { id: 'a', mrr: 1 },
          { id: 'b', mrr: 0 },
        ],
      },
      async () => undefined,
    )
    await database.query(asView('subscriptions', 'mrr', '10 / mrr'))
    await look(undefined, async (ssot, { quality }) => {
      expect(found(quality)).toEqual(['error subscriptions unreadable 1 b'])
      expect(quality.findings[0]?.words.en).toContain('subscriptions.mrr cannot be read (division by zero)')
      for (const id of ['mrr', 'customers', 'nrr', 'health_score']) {
        expect((await ssot.one(id, { period: '2026-01' })).reason, id).toBe('not_connected')
      }
      expect((await ssot.one('bookings', { period: '2026-02' })).value).toBe(0)
    })
  })
})

describe('an optional column that cannot be read', async () => {
  const { database: other, look: lookAt } = await useLooked()
  await lookAt({ subscriptions: [{ id: 'a', mrr: 1 }], opportunities: [deal] }, () => undefined)

  it('is not one that is missing: what uses it is not answered as if it were', async () => {
    await other.query(asView('subscriptions', 'ended_on', `(product || id)::date`))
    await other.query(`update public.subscriptions_raw set product = ''`)
    await lookAt(undefined, async (ssot, { quality, mapped }) => {
      expect(found(quality)).toEqual(['error subscriptions unreadable 1 a'])
      expect(mapped.has('subscriptions')).toBe(true)
      const told = '`ssot.subscriptions.ended_on` (invalid input syntax for type date: “…”)'
      for (const id of ['mrr', 'customers', 'mrr']) {
        await expect(ssot.one(id, { period: '2026-01' }), id).rejects.toMatchObject({
          name: 'SpokenError',
          words: { en: expect.stringContaining(told) },
        })
      }
      expect((await ssot.one('bookings', { period: '2026-02' })).value).toBe(7)
      expect(quality.relations.filter(({ failed }) => failed)).toEqual([])
    })
  })

  it('of a currency: nobody knows that it is the company’s, so nothing is added up', async () => {
    await other.query(`drop view ssot.subscriptions; create view ssot.subscriptions as
      select id, account_id, started_on, mrr, (1 / (length(id) - 1))::text as currency from public.subscriptions_raw`)
    const ssot = await openSsot(other)
    const lacking = { value: null, reason: 'not_connected', needs: 'subscriptions.currency' }
    expect(await ssot.one('mrr', { period: '2026-01' })).toMatchObject(lacking)
    expect(found((await ssot.source.checked()).quality)).toEqual(['error subscriptions unreadable 1 a'])
    expect(await ssot.one('mrr', { period: '2026-01' })).toMatchObject(lacking)
    expect(await ssot.one('customers', { period: '2026-01' })).toMatchObject({ value: 1 })
    await ssot.close()
  })
})

describe('a relation that cannot be read at all', () => {
  it('is one finding without a row, and the rest goes on', async () => {
    const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await world.fill({ opportunities: [deal], tickets: [{ opened_at: '2026-01-01' }] })
    await world.database.query(`
      drop table ssot.tickets;
      create view ssot.tickets as select null::text id, null::text account_id, null::text priority, now() opened_at,
        now() first_solved_at, now() solved_at, 1 reopens where 1 / (random() * 0)::int = 1`)
    const seen = shown(await world.ask('status'))
    expect(seen).toContain(':x: tickets cannot be read (division by zero)')
    expect(seen).toContain('touches health_score')
    expect((await world.ask('kpi bookings 2026-02')).readings[0]?.value).toBe(7)
  })

  it('of what every answer needs: the rest is not connected, but answers', async () => {
    const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await world.fill({ opportunities: [deal], subscriptions: [{ mrr: 5 }] })
    await world.database.query(asView('stages', 'position', `(name || probability)::int`))
    expect((await world.ask('kpi mrr')).readings[0]?.value).toBe(5)
    const bookings = shown(await world.ask('kpi bookings 2026-02'))
    expect(bookings).toContain('Bookings is not connected: it needs `ssot.stages`.')
    expect(bookings).toContain(':warning: *Data error:* stages.position cannot be read')
  })

  it('of who is who: nobody can be told anything, and is told that', async () => {
    const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await world.database.query(`
      alter table ssot.users rename to users_raw; alter table ssot.users_raw set schema public;
      create view ssot.users as select id, name, (1 / (length(email) * 0))::text as email, role from public.users_raw`)
    expect(await world.mistake('kpi mrr')).toMatch(
      /^I cannot tell who you are: `ssot\.users` is empty or cannot be read/,
    )
  })
})

describe('what PostgreSQL says', () => {
  it.each([
    ['22P02', 'invalid input syntax for type numeric: "Acme Inc"', 'invalid input syntax for type numeric: “…”'],
    ['22P02', 'invalid input syntax for type json: "a "quoted" name"', 'invalid input syntax for type json: “…”'],
    ['22003', 'value "99999999999" is out of range for type integer', 'value “…” is out of range for type integer'],
    ['22012', 'division by zero', 'division by zero'],
    ['22008', '日付時刻のフィールドの値が範囲外です: "2026-13-01"', '日付時刻のフィールドの値が範囲外です: “…”'],
    ['42501', 'permission denied for view "tickets"', 'permission denied for view "tickets"'],
    ['P0001', 'customer Acme owes 12', 'its view raises an exception'],
    ['22023', 'time zone displacement of row 4711', 'time zone displacement of row …'],
  ])('%s: %s', (code, message, told) => {
    expect(redacted({ code, message })).toBe(told)
  })
})
