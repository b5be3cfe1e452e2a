import { afterAll, describe, expect, it, vi } from 'vitest'
import { ssot } from '../../src/cli/ssot.ts'
import { loadConfig } from '../../src/config.ts'
import { revops } from '../support/cli.ts'
import { createDatabase } from '../support/database.ts'

const database = await createDatabase('template0')
afterAll(() => database.drop())
await database.query(`create schema sf;
  create table sf."user" (id text, name text, email text, manager_id text);
  insert into sf."user" values ('u1', 'Ann', 'ann@example.com', null);
  create table sf.account (id text, name text, created_date timestamp);
  create table sf.opportunity (id text, name text, account_id text, owner_id text, stage_name text, amount numeric,
    close_date date, created_date timestamp, is_closed bool, is_won bool, probability numeric, system_modstamp timestamp)`)
const env = { SSOT_URL: database.url }

async function connect(words: readonly string[], options: { schema?: string; print?: boolean } = {}, more = {}) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const code = await ssot(loadConfig({ ...env, ...more }), ['connect', ...words], options)
    return { code, out: log.mock.calls.map(([line]) => `${line}\n`).join('') }
  } finally {
    log.mockRestore()
  }
}

describe('ssot connect', () => {
  it.each<[string, string[], { schema?: string }, Record<string, string>, string]>([
    [
      'a slip',
      ['sales-force'],
      { schema: 'sf' },
      {},
      'There is no connector “sales-force”. Did you mean salesforce? There are: salesforce, salesforce-airbyte,',
    ],
    [
      'another system',
      ['pipedrive'],
      { schema: 'sf' },
      {},
      'There is no connector “pipedrive”. There are: salesforce,',
    ],
    ['no connector', [], { schema: 'sf' }, {}, 'Which connector? There are: salesforce,'],
    ['no schema', ['stripe'], {}, {}, 'Where does it land? Add --schema <schema>, such as --schema stripe.'],
    ['an empty schema', ['stripe'], { schema: 'nowhere' }, {}, 'There is no table in the schema “nowhere”'],
    [
      'an empty schema, in Japanese',
      ['stripe'],
      { schema: 'nowhere' },
      { REVOPS_LOCALE: 'ja' },
      'スキーマ「nowhere」にテーブルがないか',
    ],
  ])('%s is a sentence', async (_, words, options, more, sentence) => {
    await expect(connect(words, options, more)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(sentence),
    })
  })

  it('without a database it says which variable is missing', async () => {
    await expect(connect(['stripe'], { schema: 's' }, { SSOT_URL: '' })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('SSOT_URL is not set'),
    })
  })

  it('prints what it would do, and does nothing', async () => {
    const { code, out } = await connect(['salesforce'], { schema: 'sf', print: true })
    expect(code).toBe(0)
    expect(out).toMatch(/^-- The views of Salesforce for ssot\. Nothing was run\.\n/)
    expect(out).toMatch(/\ncommit;\n$/)
    const { rowCount } = await database.query(`select from pg_namespace where nspname = 'ssot'`)
    expect(rowCount).toBe(0)
  })

  it('reports what it wrote: what is there first, then what to look at, then what is null', async () => {
    const { code, out } = await connect(['salesforce'], { schema: 'sf' })
    expect(code).toBe(0)
    const lines = out.trimEnd().split('\n')
    expect(lines[0]).toBe('4 views of Salesforce in ssot.')
    expect(lines).toContain('  ✓ ssot.users: 1 row')
    expect(lines.at(-1)).toMatch(/^Next: grant the bot's role usage on schema ssot/)
    const marks = lines.slice(1, -1).map((line) => line.trim()[0])
    expect(marks).toEqual([...marks].sort((a = '', b = '') => '✓✗!·'.indexOf(a) - '✓✗!·'.indexOf(b)))
    expect(new Set(marks)).toEqual(new Set(['✓', '!', '·']))
  })

  it('in Japanese where that is the language', async () => {
    const { out } = await connect(['salesforce'], { schema: 'sf' }, { REVOPS_LOCALE: 'ja' })
    expect(out).toContain('Salesforceからssotに4個のビューを作成しました。')
    expect(out).toContain('  · ssot.opportunities.next_stepは空です：sf.opportunityにnext_stepがありません')
    expect(out).toContain('  ! ssot.leadsは作成しません：sf.leadが取り込まれていません')
    expect(out).not.toMatch(/ is null| is not /)
  })

  it('exits 1 where nothing can be written, or something written does not read', async () => {
    expect((await connect(['stripe'], { schema: 'sf' })).code).toBe(1)
    await database.query(`create schema odd; create view odd.account as
      select 'a'::text as id, 'A'::text as name, ('x' || oid::text)::timestamp as created_date from pg_class`)
    const { code, out } = await connect(['salesforce'], { schema: 'odd' }, { SSOT_SCHEMA: 'odd_ssot' })
    expect(code).toBe(1)
    expect(out).toContain('✗ odd_ssot.accounts.created_at does not read in row “a”')
  })
})

it('as a process, the printed SQL is what stands on stdout', async () => {
  const printed = await revops(['ssot', 'connect', 'salesforce', '--schema', 'sf', '--print'], env)
  expect(printed).toMatchObject({ code: 0, err: '' })
  await database.query(printed.out)
  const refused = await revops(['ssot', 'connect', 'salesforce'], env)
  expect(refused).toMatchObject({ code: 2, out: '' })
})
