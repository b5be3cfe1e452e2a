import path from 'node:path'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { loadCatalog } from '../src/catalog.ts'
import { loadConfig } from '../src/config.ts'
import type { businessConfig } from '../src/config-file.ts'
import type { Locale } from '../src/define/words.ts'
import type { Log } from '../src/log.ts'
import { create } from '../src/main.ts'
import { createMovableClock } from '../src/schedule/movable-clock.ts'
import { contractDdl } from '../src/ssot/ddl.ts'
import { generateCompany } from './company/index.ts'
import { startPostgres } from './postgres.ts'
import { createSlackSandbox, type SlackSandbox } from './server/sandbox.ts'

export interface DemoOptions {
  readonly port: number
  /** Folder of the built page. */
  readonly webRoot: string
  /** Where the demo's configuration goes: what a terminal beside it needs too. */
  readonly folder: string
  writeConfig(file: string, text: string): void
  /** Where the bot writes down what it does. */
  readonly log: Log
  /** The demo's now; the machine's by default. */
  readonly start?: Temporal.Instant
  /** What everybody's Slack and the channels speak; English by default. */
  readonly locale?: Locale
  /** Keys of the configuration file beside, or instead of, the demo's own. */
  readonly business?: z.input<typeof businessConfig>
}

export interface Demo {
  readonly sandbox: SlackSandbox
  readonly ssotUrl: string
  readonly databaseUrl: string
  /** What the terminal says: what to open, what to type. */
  readonly words: string
  stop(): Promise<void>
}

const zone = 'Asia/Tokyo'
const signingSecret = 'sandbox-signing-secret'
const botToken = 'xoxb-sandbox'

/** One person of each role, first in the page's switcher. */
const featured = [
  'kenta.ishikawa',
  'yumi.sakiyama',
  'mariko.saeki',
  'megumi.yoshida',
  'priya.raman',
  'aya.fujii',
  'yuto.hayashi',
]
const prominence = (email: string): number => {
  const place = featured.indexOf(email.split('@')[0] ?? '')
  return place < 0 ? featured.length : place
}

const channels = [
  { id: 'C0REVENUE1', name: 'revenue' },
  { id: 'C0SALESAL1', name: 'sales-alerts' },
  { id: 'C0CSALERT1', name: 'cs-alerts' },
  { id: 'C0MARKETG1', name: 'marketing-alerts' },
  { id: 'C0REVOPSX1', name: 'revops' },
  { id: 'C0MIDMARK1', name: 'team-mid-market' },
  { id: 'C0GENERAL1', name: 'general' },
  { id: 'C0PARTNER1', name: 'partner-shared', isExtShared: true },
] as const

/** The company's figures are read by who sees the company, so that an answer can be shared there; elsewhere everybody is. */
const membersOf = (channel: string, people: readonly { readonly email: string; readonly role: string }[]) =>
  channel === 'C0REVENUE1'
    ? { members: people.filter(({ role }) => ['executive', 'ops'].includes(role)).map(({ email }) => email) }
    : {}

/** Starts PostgreSQL, fills it with the sample company, then the sandbox and the bot connected to it. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const start = (options.start ?? Temporal.Now.instant()).round('second')
  const { locale = 'en' } = options
  const postgres = await startPostgres()
  const company = generateCompany({ start, zone })
  const admin = new pg.Client(postgres.url())
  await admin.connect()
  await admin.query('create database ssot')
  await admin.query('create database revops')
  await admin.end()
  const warehouse = new pg.Pool({ connectionString: postgres.url('ssot'), max: 2 })
  warehouse.on('error', () => undefined)
  await warehouse.query(contractDdl('ssot'))
  await company.load(warehouse, 'ssot', start)

  let loaded = start
  const advance = async (to: Temporal.Instant): Promise<void> => {
    await company.advance(warehouse, 'ssot', loaded, to)
    loaded = to
  }
  const clock = createMovableClock({ start, running: true, beforeInstant: advance })

  const settings = {
    SSOT_URL: postgres.url('ssot'),
    DATABASE_URL: postgres.url('revops'),
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    // The host that manifest.yml registers, and the sandbox with it.
    REVOPS_PUBLIC_URL: 'https://revops.example.com',
    REVOPS_TIMEZONE: zone,
    REVOPS_CURRENCY: 'JPY',
    REVOPS_LOCALE: locale,
    REVOPS_CONFIG: configFile(options),
  }
  const config = loadConfig({ ...settings, PORT: '0' })
  const catalog = await loadCatalog()
  const completions = [...catalog.commands].flatMap(([id, command]) => [
    { text: id, hint: command.summary[locale] },
    ...command.examples[locale].map((example) => ({ text: example })),
  ])
  const people = company.people.filter(({ active }) => active).sort((a, b) => prominence(a.email) - prominence(b.email))
  const sandbox = await createSlackSandbox({
    port: options.port,
    signingSecret,
    botToken,
    people: people.map(({ email, name, role }) => ({ email, name, role, locale, tz: zone })),
    channels: channels.map((channel) => ({ ...channel, ...membersOf(channel.id, people) })),
    webRoot: options.webRoot,
    timeZone: zone,
    completions,
    onClock: { now: () => clock.now(), set: (at) => clock.set(Temporal.Instant.from(at)) },
  })
  const bot = await create(
    { ...config, slack: { ...config.slack, apiUrl: sandbox.apiUrl } },
    { clock, log: options.log },
  )
  sandbox.setBot({ eventsUrl: `http://127.0.0.1:${bot.port}/slack/events` })
  // Time passes by itself too: the company lives on, and its connectors sync.
  const living = setInterval(() => void clock.advance().catch(() => undefined), 60_000)
  living.unref()

  return {
    sandbox,
    ssotUrl: postgres.url('ssot'),
    databaseUrl: postgres.url('revops'),
    words: wordsFor(sandbox.url, environmentFile(options, { ...settings, SLACK_API_URL: sandbox.apiUrl })),
    async stop() {
      clearInterval(living)
      await bot.stop()
      await sandbox.close()
      await warehouse.end()
      await postgres.stop()
    },
  }
}

function configFile({ folder, writeConfig, business: other }: DemoOptions): string {
  const file = path.join(folder, 'revops.json')
  const business = {
    holidays: { country: 'JP' },
    // What concerns the bot itself and its data goes to RevOps.
    channels: Object.fromEntries(channels.map(({ name, id }) => [name === 'revops' ? 'ops' : name, id])),
    // One team's channel, one CSM and the CRO get theirs without subscribing.
    subscriptions: [
      { report: 'daily-standup', as: 'yumi.sakiyama@kazahana.example', channel: 'team-mid-market' },
      { report: 'csm-weekly', as: 'megumi.yoshida@kazahana.example' },
      { report: 'board-monthly', as: 'mariko.saeki@kazahana.example' },
    ],
    links: {
      opportunity: 'https://crm.kazahana.example/opportunities/{id}',
      account: 'https://crm.kazahana.example/accounts/{id}',
    },
    ...other,
  }
  writeConfig(file, JSON.stringify(business, null, 2))
  return file
}

/** The bot's own settings for a shell, so that a terminal beside it answers with the same figures. */
function environmentFile({ folder, writeConfig }: DemoOptions, settings: Readonly<Record<string, string>>): string {
  const file = path.join(folder, 'demo.env')
  const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`)
  writeConfig(file, lines.join(''))
  return file
}

const wordsFor = (url: string, environment: string): string => `
RevOps is running, with a sample company and a Slack of its own.

  Open        ${url.replace('127.0.0.1', 'localhost')}
  Type        /revops pipeline          (switch the person: a rep sees theirs, the CRO the company's)
              /revops funnel by segment
              /revops accounts at-risk
              /revops subscribe daily-standup
  Then move   the clock to next Monday 09:00 and look into #sales-alerts, #cs-alerts and your direct messages;
              #revenue as 佐伯 真理子, the CRO: it is for who sees the whole company

In a second terminal:
  set -a; . ${environment}; set +a
  npm run -s revops -- ask "pipeline" --as aiko.mori@kazahana.example
  npm run -s revops -- doctor

Ctrl-C ends it; nothing is left behind.
`
