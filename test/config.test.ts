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

it.each([
  ['https://revops.example.com', 'https://revops.example.com'],
  ['https://revops.example.com/', 'https://revops.example.com'],
  ['https://example.com/bots/revops//', 'https://example.com/bots/revops'],
  ['', undefined],
])('a public address %s ends in no slash', (given, expected) => {
  expect(loadConfig({ REVOPS_PUBLIC_URL: given }).publicUrl).toBe(expected)
})
