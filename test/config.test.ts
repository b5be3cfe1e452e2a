import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, environment, loadConfig } from '../src/config.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'revops-config-'))
const file = (name: string, text: string): string => {
  const at = path.join(folder, name)
  writeFileSync(at, text)
  return at
}

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  const names = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? [])

  it('names every variable that config.ts reads, in its order, and no other', () => {
    expect(names).toEqual(Object.keys(environment.shape))
  })

  it('shows the defaults that apply', () => {
    const shown = Object.fromEntries(lines.flatMap((line) => (/^[A-Z_]+=./.test(line) ? [line.split('=')] : [])))
    expect(loadConfig(shown)).toEqual(loadConfig({}))
  })
})

describe('loadConfig', () => {
  it('takes a secret from the file that X_FILE names', () => {
    const config = loadConfig({ SLACK_BOT_TOKEN_FILE: file('token', 'xoxb-from-file\n') })
    expect(config.slack.botToken).toBe('xoxb-from-file')
  })

  it('is frozen to its depths', () => {
    expect(() => {
      Object.assign(loadConfig({}).business.health.weights, { adoption: 1 })
    }).toThrow(TypeError)
  })

  it.each([
    ['an unknown time zone', { REVOPS_TIMEZONE: 'Mars/Olympus' }, 'REVOPS_TIMEZONE: expected an IANA time zone'],
    ['a month 13', { REVOPS_FISCAL_YEAR_START: '13' }, 'REVOPS_FISCAL_YEAR_START'],
    ['a margin in percent', { REVOPS_GROSS_MARGIN: '80' }, 'expected a fraction such as 0.8'],
    ['a public address that is not https', { REVOPS_PUBLIC_URL: 'http://revops.example.com' }, 'REVOPS_PUBLIC_URL'],
    ['a public address with a query', { REVOPS_PUBLIC_URL: 'https://revops.example.com/?x=1' }, 'REVOPS_PUBLIC_URL'],
    ['an API address without its slash', { SLACK_API_URL: 'https://slack.example/api' }, 'SLACK_API_URL'],
    ['a cache that is neither on nor off', { REVOPS_CACHE: 'maybe' }, 'REVOPS_CACHE'],
    ['a configuration file that is not there', { REVOPS_CONFIG: '/nowhere.json' }, 'REVOPS_CONFIG: cannot read'],
  ])('refuses %s and names it', (_, env, words) => {
    expect(() => loadConfig(env)).toThrow(ConfigError)
    expect(() => loadConfig(env)).toThrow(words)
  })

  it('takes an extra column by its name alone, or with the mark of what names people', () => {
    const at = file(
      'columns.json',
      JSON.stringify({ dimensions: { leads: ['topic', { column: 'sdr', personal: true }] } }),
    )
    expect(loadConfig({ REVOPS_CONFIG: at }).business.dimensions.leads).toEqual([
      { column: 'topic', personal: false },
      { column: 'sdr', personal: true },
    ])
  })

  it('names every fault of the configuration file with its path', () => {
    const at = file(
      'bad.json',
      JSON.stringify({ channels: { revenue: '#revenue' }, health: { weights: { adoption: 'many' } }, colour: 1 }),
    )
    const message = (() => {
      try {
        loadConfig({ REVOPS_CONFIG: at })
      } catch (error) {
        return error instanceof Error ? error.message : ''
      }
    })()
    expect(message).toContain('channels.revenue: expected a Slack channel id')
    expect(message).toContain('health.weights.adoption')
    expect(message).toContain('colour')
  })

  it.each([
    ['http elsewhere', { deadMansSwitch: 'http://watch.example/x' }, 'deadMansSwitch: expected https'],
    ['no address', { deadMansSwitch: 'watch' }, 'deadMansSwitch'],
    ['another protocol', { deadMansSwitch: 'file:///etc/passwd' }, 'deadMansSwitch'],
    ['an owner that is no e-mail', { alertOwners: { ops: 'olga' } }, 'alertOwners.ops'],
    [
      'a scope that is none',
      { access: { roles: { rep: 'all' } } },
      'access.roles.rep: “all” is no scope: expected one of everything, aggregates, own',
    ],
    [
      'a role that is none',
      { access: { roles: { boss: 'own' } } },
      'access.roles: “boss” is no role: expected one of rep, manager',
    ],
    [
      'a KPI’s role that is none',
      { access: { metrics: { cac: ['boss'] } } },
      'access.metrics.cac.0: “boss” is no role: expected one of rep, manager, marketing, cs, ops, executive',
    ],
    ['a KPI for nobody', { access: { metrics: { cac: [] } } }, 'access.metrics.cac: expected at least one role'],
    ['runs forgotten before a month is over', { retention: { runsDays: 30 } }, 'retention.runsDays'],
  ])('refuses %s in the configuration file', (_, written, words) => {
    expect(() => loadConfig({ REVOPS_CONFIG: file('odd.json', JSON.stringify(written)) })).toThrow(words)
  })

  it('takes a dead-man’s switch over https, or over http on this machine', () => {
    for (const deadMansSwitch of ['https://watch.example/x', 'http://localhost:8000/x', 'http://127.0.0.1/x']) {
      const at = file('switch.json', JSON.stringify({ deadMansSwitch }))
      expect(loadConfig({ REVOPS_CONFIG: at }).business.deadMansSwitch).toBe(deadMansSwitch)
    }
  })

  it('counts an empty variable as not given', () => {
    expect(loadConfig({ REVOPS_TIMEZONE: '' }).zone).toBe('Asia/Tokyo')
  })
})

describe('several workspaces', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const one = { SSOT_URL: 'postgres://u:p@db/one', DATABASE_URL: 'postgres://u:p@db/bot_one' }
  const two = { SSOT_URL: 'postgres://u:p@db/two', DATABASE_URL: 'postgres://u:p@db/bot_two' }
  const several = (workspaces: object, env: Record<string, string> = {}) => ({
    DATABASE_URL: 'postgres://u:p@db/home',
    SLACK_SIGNING_SECRET: 'signed',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client',
    SLACK_STATE_SECRET: 'thirty-two characters at the least',
    REVOPS_ENCRYPTION_KEY: key,
    REVOPS_WORKSPACES: file('workspaces.json', JSON.stringify(workspaces)),
    ...env,
  })

  it('have what is theirs from the file, and for the rest what the environment says', () => {
    const env = {
      REVOPS_CURRENCY: 'EUR',
      REVOPS_TIMEZONE: 'Europe/Berlin',
      SLACK_API_URL: 'https://proxy.example/api/',
      REVOPS_PUBLIC_URL: 'https://revops.example.com',
    }
    const { installing } = loadConfig(
      several({ T1: { ...one, REVOPS_CURRENCY: 'USD' }, T2: { ...two, enterprise: 'E1' } }, env),
    )
    expect(installing).toMatchObject({ clientId: '1.2', clientSecret: 'client', keys: [key] })
    expect(installing?.workspaces.T1).toMatchObject({
      enterprise: undefined,
      config: {
        ssot: { url: one.SSOT_URL, schema: 'ssot' },
        currency: 'USD',
        zone: 'Europe/Berlin',
        databaseUrl: one.DATABASE_URL,
      },
    })
    expect(installing?.workspaces.T2).toMatchObject({ enterprise: 'E1', config: { currency: 'EUR' } })
    // So is where the process is reached: answers have links in every workspace.
    for (const { config } of Object.values(installing?.workspaces ?? {}))
      expect(config.publicUrl).toBe(env.REVOPS_PUBLIC_URL)
    // How Slack is reached is everybody's; a token is nobody's before it is installed.
    expect(installing?.workspaces.T1?.config.slack).toMatchObject({
      apiUrl: env.SLACK_API_URL,
      signingSecret: 'signed',
      botToken: undefined,
    })
  })

  it('may have their secrets in a file, or in a variable of the environment', () => {
    const entry = { SSOT_URL_ENV: 'ONE_SSOT', DATABASE_URL_FILE: file('secret', `${one.DATABASE_URL}\n`) }
    const { installing } = loadConfig(several({ T1: entry }, { ONE_SSOT: one.SSOT_URL }))
    expect(installing?.workspaces.T1?.config).toMatchObject({
      ssot: { url: one.SSOT_URL },
      databaseUrl: one.DATABASE_URL,
    })
  })

  it('have keys, the newest first', () => {
    const older = Buffer.alloc(32, 8).toString('base64')
    const { installing } = loadConfig(several({ T1: one }, { REVOPS_ENCRYPTION_KEY: `${key}, ${older}` }))
    expect(installing?.keys).toEqual([key, older])
  })

  it('are as frozen as all else; with nothing of them there is one', () => {
    expect(loadConfig({}).installing).toBeUndefined()
    expect(() => Object.assign(loadConfig(several({ T1: one })).installing ?? {}, { clientId: '' })).toThrow(TypeError)
  })

  const shared = { ...two, DATABASE_URL: 'postgres://other:user@DB:5432/bot_one?sslmode=require' }
  it.each<[string, object, Record<string, string>, string]>([
    [
      'a bot token beside them',
      { T1: one },
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'SLACK_BOT_TOKEN: drop it, or else SLACK_CLIENT_ID',
    ],
    ['Socket Mode', { T1: one }, { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_APP_TOKEN: drop it'],
    ['an SSOT of all', { T1: one }, { SSOT_URL: one.SSOT_URL }, 'SSOT_URL: drop it'],
    [
      'half of what they need',
      { T1: one },
      { SLACK_CLIENT_SECRET: '' },
      'SLACK_CLIENT_SECRET: missing, which goes with SLACK_CLIENT_ID',
    ],
    [
      'a short key',
      { T1: one },
      { REVOPS_ENCRYPTION_KEY: 'c2hvcnQ=' },
      'REVOPS_ENCRYPTION_KEY: expected base64 of 32 bytes',
    ],
    [
      'a second key that is none',
      { T1: one },
      { REVOPS_ENCRYPTION_KEY: `${key},x` },
      'REVOPS_ENCRYPTION_KEY: expected base64',
    ],
    ['a short state secret', { T1: one }, { SLACK_STATE_SECRET: 'short' }, 'SLACK_STATE_SECRET: expected at least 32'],
    ['a name that is no id', { 'kazahana.slack.com': one }, {}, 'expected an id of Slack’s'],
    [
      'a setting that is none',
      { T1: { ...one, SSOT_ULR: 'x' } },
      {},
      'T1.SSOT_ULR: “SSOT_ULR” is no setting of a workspace',
    ],
    [
      'an address of its own, where there is one process',
      { T1: { ...one, REVOPS_PUBLIC_URL: 'https://one.example.com' } },
      {},
      '“REVOPS_PUBLIC_URL” is no setting',
    ],
    ['a token in the file', { T1: { ...one, SLACK_BOT_TOKEN: 'x' } }, {}, '“SLACK_BOT_TOKEN” is no setting'],
    [
      'an organization that is none',
      { T1: { ...one, enterprise: 'T2' } },
      {},
      'T1.enterprise: expected an organization’s id',
    ],
    ['no SSOT', { T1: { DATABASE_URL: one.DATABASE_URL } }, {}, 'T1.SSOT_URL: missing'],
    [
      'an SSOT that the environment lacks',
      { T1: { ...two, SSOT_URL: '', SSOT_URL_ENV: 'GONE' } },
      {},
      'T1.SSOT_URL: missing',
    ],
    [
      'a bad zone',
      { T1: { ...one, REVOPS_TIMEZONE: 'Mars/Olympus' } },
      {},
      'T1 does not hold:\n  REVOPS_TIMEZONE: expected an IANA',
    ],
    [
      'two with one SSOT',
      { T1: one, T2: { ...two, SSOT_URL: one.SSOT_URL } },
      {},
      'T2.SSOT_URL: the same as T1.SSOT_URL',
    ],
    [
      'two with one database, however it is written',
      { T1: one, T2: shared },
      {},
      'T2.DATABASE_URL: the same as T1.DATABASE_URL',
    ],
    [
      'one with the bot’s own',
      { T1: { ...one, DATABASE_URL: 'postgres://db/home' } },
      {},
      'T1.DATABASE_URL: the same as DATABASE_URL of the environment',
    ],
  ])('refuse %s', (_, workspaces, env, words) => {
    const load = () => loadConfig(several(workspaces, env))
    expect(load).toThrow(ConfigError)
    expect(load).toThrow(words)
  })

  it('may share a database when their schemas differ: one company’s SSOT is not another’s', () => {
    const beside = { ...two, SSOT_URL: one.SSOT_URL, SSOT_SCHEMA: 'second' }
    expect(loadConfig(several({ T1: one, T2: beside })).installing?.workspaces.T2?.config.ssot.schema).toBe('second')
  })

  it('a file that is not JSON is named, and not quoted', () => {
    const at = file('broken.json', '{ "T1": { "SSOT_URL": postgres://u:PLANTED@db/one } }')
    const load = () => loadConfig(several({}, { REVOPS_WORKSPACES: at }))
    expect(load).toThrow(`REVOPS_WORKSPACES: ${at} is not JSON`)
    expect(load).not.toThrow('PLANTED')
  })
})

it.each([
  ['https://revops.example.com', 'https://revops.example.com'],
  ['https://revops.example.com/', 'https://revops.example.com'],
  ['https://example.com/bots/revops//', 'https://example.com/bots/revops'],
  ['', undefined],
])('a public address %s ends in no slash', (given, expected) => {
  expect(loadConfig({ REVOPS_PUBLIC_URL: given }).publicUrl).toBe(expected)
})
