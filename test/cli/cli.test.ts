import { afterAll, describe, expect, it, vi } from 'vitest'
import { type AskOptions, ask } from '../../src/cli/ask.ts'
import { doctor, type Finding, verdict } from '../../src/cli/doctor.ts'
import { preview } from '../../src/cli/preview.ts'
import { ssot as ssotCommand } from '../../src/cli/ssot.ts'
import { loadConfig } from '../../src/config.ts'
import { relationNames } from '../../src/ssot/contract.ts'
import { revops } from '../support/cli.ts'
import { createDatabase } from '../support/database.ts'
import { health } from '../support/health.ts'
import { quarter } from '../support/quarter.ts'
import { useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T09:00'
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill({ ...quarter, ...health, freshness: [{ source: 'crm', synced_at: '2026-11-16T08:55' }] })
const ssot = { SSOT_URL: world.database.url }
const empty = await createDatabase('template0')
afterAll(() => empty.drop())

/** What a command of the CLI prints, and the exit code it asks for. Only the last tests start a process. */
async function printed(run: () => Promise<number>): Promise<{ code: number; out: string }> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const code = await run()
    return { code, out: log.mock.calls.map(([line]) => `${line}\n`).join('') }
  } finally {
    log.mockRestore()
  }
}
const asked = (text: string, options: AskOptions) => printed(() => ask(loadConfig(ssot), text, { at, ...options }))

describe('ask', () => {
  it('prints the answer as text a terminal can show', async () => {
    const { code, out } = await asked('pipeline', { as: 'ann@example.com' })
    expect(code).toBe(0)
    expect(out).toContain('── Pipeline ──')
    expect(out).toContain('¥850,000 open in 4 deals')
    expect(out).toMatch(
      /\[What changed in seven days: open deals closing in Q4 2026, past due ones too\]\nMovement +Amount +Deals\nSeven days ago +¥1\.08M +5/,
    )
    expect(out).not.toMatch(/&amp;|&lt;|\u00ad/)
  })

  it('and as JSON of the shape that scripts rely on', async () => {
    const { out } = await asked('kpi bookings by owner', { as: 'mia@example.com', json: true })
    const answer = JSON.parse(out)
    expect(Object.keys(answer)).toEqual(['text', 'blocks', 'readings'])
    expect(answer.text).toMatch(/^Bookings, Q4 2026/)
    const anns = answer.readings.find(({ by }: { by: { owner: string } }) => by.owner === 'Ann')
    expect(anns).toMatchObject({
      metric: 'bookings',
      from: '2026-10-01',
      to: '2027-01-01',
      asOf: '2026-11-16T00:00:00Z',
      by: { owner: 'Ann' },
      value: 300_000,
      denominator: null,
      n: 1,
      closed: false,
      mature: true,
      reason: null,
    })
    expect(anns).toHaveProperty('numerator')
  })

  it.each([['2026-11-12T12:00'], ['2026-11-12T12:00+09:00'], ['2026-11-12T03:00:00Z']])(
    'as if it were then, in Japanese: %s',
    async (then) => {
      const { out } = await asked('pipeline', { as: 'ann@example.com', at: then, locale: 'ja', json: true })
      // On the 12th the deal was not won yet: 400 + 100 + 200 + 250 + 150 were open.
      expect(JSON.parse(out).text).toContain('進行中の商談は5件、¥1,100,000です。')
    },
  )

  it.each<[string, string, AskOptions, string]>([
    ['a mistake', 'pipelin', { as: 'ann@example.com' }, 'Did you mean `pipeline`?'],
    ['somebody unknown', 'pipeline', { as: 'who@example.com' }, 'Please ask RevOps (Rex) to add you.'],
    ['nobody named', 'pipeline', {}, 'Whose answer? Add --as <email>.'],
    ['an instant that is none', 'pipeline', { as: 'ann@example.com', at: 'soon' }, '--at is an ISO instant such as'],
    ['another language', 'pipeline', { as: 'ann@example.com', locale: 'fr' }, '--locale is en or ja, not “fr”.'],
  ])('%s is a sentence', async (_, text, options, sentence) => {
    await expect(ask(loadConfig(ssot), text, { at, ...options })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(sentence),
    })
  })

  it('without a database it says which variable is missing', async () => {
    await expect(ask(loadConfig({}), 'pipeline', { as: 'a@b.c' })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining('SSOT_URL is not set'),
    })
  })
})

describe('preview', () => {
  it('shows what a report would post, by either spelling of its name', async () => {
    const { out } = await printed(() => preview(loadConfig(ssot), 'weekly-digest', { at, json: true }))
    const answer = await asked('digest', { as: 'rex@example.com', json: true })
    expect(JSON.parse(out).text).toBe(JSON.parse(answer.out).text)
    expect((await printed(() => preview(loadConfig(ssot), 'weekly_digest', { at }))).out).toContain(
      '── Weekly revenue digest ──',
    )
  })

  it.each([
    ['weekly-digset', 'Did you mean weekly_digest?'],
    [undefined, 'There are: board_monthly, csm_weekly, daily_standup, weekly_digest.'],
  ])('of %s names what there is', async (name, sentence) => {
    await expect(preview(loadConfig(ssot), name, { at })).rejects.toThrow(sentence)
  })
})

describe('ssot init', () => {
  it('creates the contract in an empty database, once', async () => {
    const config = loadConfig({ SSOT_URL: empty.url })
    expect(await printed(() => ssotCommand(config, ['init']))).toEqual({
      code: 0,
      out: "Created the contract's tables in schema ssot.\n",
    })
    await empty.query(`insert into ssot.users (id, name, email, role) values ('a', 'A', 'a@example.com', 'executive')`)
    await expect(ssotCommand(config, ['init'])).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^ssot is not empty: .*already exists\. Nothing was changed\./),
    })
    expect((await printed(() => ask(config, 'pipeline', { as: 'a@example.com' }))).out).toContain('No open deals.')
  })

  it.each([
    ['without init', ssot, [], 'UserError'],
    ['nowhere', {}, ['init'], 'ConfigError'],
    ['where nobody answers', { SSOT_URL: 'postgres://127.0.0.1:1/nothing' }, ['init'], 'SourceUnavailable'],
  ])('%s it creates nothing', async (_, env, words, name) => {
    await expect(ssotCommand(loadConfig(env), words)).rejects.toMatchObject({ name })
  })
})

describe('doctor', () => {
  const ok: Finding = { level: 'ok', text: '' }
  const warning: Finding = { level: 'warning', text: '' }
  const missing: Finding = { level: 'error', text: '' }
  const wrong: Finding = { level: 'error', text: '', rows: true }
  const examined = (env: Record<string, string>) => printed(() => doctor(loadConfig(env)))

  it('says what is missing, and exits 1 until it is there', async () => {
    const { code, out } = await examined(ssot)
    expect(code).toBe(1)
    expect(out).toContain('✓ ssot: read; 5 people, 4 stages')
    expect(out).toContain('✓ the contract holds in full')
    expect(out).toContain('✗ DATABASE_URL is not set')
    expect(out).toContain('✗ SLACK_BOT_TOKEN is not set')
    expect(out).toContain('2 things to mend before the bot can run.')
  })

  it('names each relation that is not there, and a probability that is a percentage', async () => {
    const broken = await useWorld({ at: '2026-11-16T00:00:00Z', without: ['tickets'] })
    await broken.database.query(`update ssot.stages set probability = 50 where id = 's2'`)
    const { out } = await examined({ SSOT_URL: broken.database.url })
    expect(out).toContain('! ssot.tickets does not exist')
    expect(out).toMatch(
      /! the probability of 1 stage is not between 0 and 1.* \(for example Proposal\) · touches weighted_pipeline\n/,
    )
  })

  it('names every check that found nothing, and what each fault touches, with a row', async () => {
    const broken = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await broken.fill({ subscriptions: [{ id: 'sub 7', mrr: -1 }], freshness: [] })
    const { out } = await examined({ SSOT_URL: broken.database.url })
    expect(out).toMatch(
      / {2}✗ subscriptions\.mrr: negative on 1 row.* \(for example sub 7\) · touches arr, \w+, \w+ and \d+ more\n/,
    )
    expect(out).toContain('  ✓ subscriptions: duplicate_key, no_key, unknown_account, ends_before_it_begins\n')
    expect(out).toMatch(/ {2}✓ opportunity_history: .*overlap, several_open_versions/)
    for (const relation of relationNames) {
      if (relation !== 'freshness') expect(out).toMatch(new RegExp(`✓ ${relation}: `))
    }
  })

  it.each<[string, Finding[], number, number]>([
    ['Ready.', [ok], 0, 0],
    ['Ready, with 1 warning.', [ok, warning], 0, 0],
    ['Ready, with 1 error in the data.', [ok, wrong], 0, 1],
    ['Ready, with 2 errors in the data and 2 warnings.', [wrong, wrong, warning, warning], 0, 1],
    ['1 thing to mend before the bot can run.', [missing, wrong, warning], 1, 1],
    ['2 things to mend before the bot can run.', [missing, missing], 1, 1],
  ])('%s', (sentence, findings, code, strict) => {
    expect(verdict(findings, false)).toEqual({ sentence, code })
    expect(verdict(findings, true)).toEqual({ sentence, code: strict })
  })

  it('a required relation that cannot be read keeps it from running', async () => {
    const broken = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await broken.database.query(`
      alter table ssot.stages rename to stages_raw; alter table ssot.stages_raw set schema public;
      create view ssot.stages as select id, pipeline, name, position / (position - 10) as position, outcome, probability
      from public.stages_raw`)
    const { code, out } = await examined({ SSOT_URL: broken.database.url })
    expect(code).toBe(1)
    expect(out).toContain('✗ stages.position cannot be read (division by zero)')
    expect(out).toContain('(for example s1)')
    expect(out).toContain('3 things to mend before the bot can run.')
  })

  it('of a source, stale is what synced too long ago, whoever else feeds the same', async () => {
    const now = new Date().toISOString()
    await world.fill({
      freshness: [
        { source: 'fresh', synced_at: now, relations: ['accounts'] },
        { source: 'late', synced_at: '2020-01-01T00:00', relations: ['accounts'] },
      ],
    })
    const { out } = await examined(ssot)
    expect(out).toMatch(/! late is stale: last synced 2019-12-31T15:00:00Z; late: accounts · touches /)
    expect(out).not.toContain('fresh is stale')
  })

  it('goes on where the SSOT is down', async () => {
    const { code, out } = await examined({ SSOT_URL: 'postgres://127.0.0.1:1/nothing' })
    expect(code).toBe(1)
    expect(out).toContain('✗ the SSOT cannot be reached')
    expect(out).toContain('Slack')
  })
})

describe('as a process', () => {
  it.each<[string, number, string[], Record<string, string>, RegExp]>([
    [
      'an answer exits 0',
      0,
      ['ask', 'help', '--as', 'ann@example.com', '--json'],
      ssot,
      /^\{\n {2}"text": "What you can ask/,
    ],
    ['a mistake exits 2', 2, ['ask', 'kpi <!x>', '--as', 'ann@example.com'], ssot, /^I know no KPI “<!x>”\. /],
    ['an unknown option exits 2', 2, ['ask', 'pipeline', '--from', 'x'], {}, /'--from'[\s\S]*revops <what>/],
    [
      'a database that is not there exits 1',
      1,
      ['ask', 'help', '--as', 'ann@example.com'],
      { SSOT_URL: 'postgres://127.0.0.1:1/x' },
      /^the SSOT cannot be reached: .*ECONNREFUSED/,
    ],
  ])('%s', async (_, code, args, env, words) => {
    const result = await revops(args, env)
    expect(result.code).toBe(code)
    expect(code === 0 ? result.out : result.err).toMatch(words)
    expect(code === 0 ? result.err : result.out).toBe('')
    expect(result.err).not.toMatch(/\n {4}at /)
  })
})
