import { Temporal } from 'temporal-polyfill'
import { createSlackSandbox, type SlackSandbox } from '../../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../../src/config.ts'
import { businessConfig } from '../../../src/config-file.ts'
import { create } from '../../../src/main.ts'
import type { AccessSettings } from '../../../src/query/access.ts'
import { createMovableClock } from '../../../src/schedule/movable-clock.ts'
import type { Answer } from '../../support/bot.ts'
import type { Rows } from '../../support/rows.ts'
import { runLog } from '../../support/run-log/log.ts'
import { peopleOf } from '../reach.ts'

/** Where rules and reports of the company are posted: what stands there was put there with the company's eyes. */
const company = ['revenue', 'sales-alerts', 'cs-alerts', 'marketing-alerts', 'ops']
/** Where somebody's own reports and rules are posted, and where others share answers with them. */
export const team = 'C0TEAM0001'
/** Where everybody is, and nothing is posted but by people’s own presses. */
export const crowd = 'C0CROWD001'

export const mail = (id: string): string => `${id}@example.com`

export interface CanaryBot {
  readonly sandbox: SlackSandbox
  /** The sandbox's control interface. */
  control(path: string, body: object): Promise<Answer & { readonly ts?: string }>
  /** Everything up to then falls due and is posted. */
  moveTo(at: string): Promise<void>
  stop(): Promise<void>
}

export interface BotOptions {
  readonly ssotUrl: string
  readonly databaseUrl: string
  readonly rows: Rows
  readonly access: AccessSettings
  /** Ids of who is in the team's channel. */
  readonly members: readonly string[]
  readonly at: string
}

/** The whole product over a company with canaries, and a Slack in which everybody of it is. */
export async function startCanaryBot(options: BotOptions): Promise<CanaryBot> {
  const { ssotUrl, databaseUrl, rows, access, members, at } = options
  const signingSecret = 'a secret of the canary'
  const sandbox = await createSlackSandbox({
    signingSecret,
    botToken: 'xoxb-sandbox',
    people: peopleOf(rows).map(({ id, role }, i) => ({
      email: mail(id),
      name: `Person ${id}`,
      role,
      locale: i % 2 === 0 ? 'en' : 'ja',
      tz: 'Asia/Tokyo',
    })),
    channels: [
      ...company.map((name) => ({ id: idOf(name), name })),
      { id: team, name: 'team', members: members.map(mail) },
      { id: crowd, name: 'crowd' },
    ],
    rateSpeed: 10_000,
  })
  const config = loadConfig({
    SSOT_URL: ssotUrl,
    DATABASE_URL: databaseUrl,
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: sandbox.apiUrl,
    REVOPS_PUBLIC_URL: 'https://revops.example.com',
    PORT: '0',
  })
  const business = businessConfig.parse({
    access,
    channels: { ...Object.fromEntries(company.map((name) => [name, idOf(name)])), team },
    questionsPerMinute: null,
    // Each message in a channel waits a second for the one before it.
    alertsPerChannelAndDay: 2,
  })
  const clock = createMovableClock({ start: Temporal.Instant.from(at) })
  const bot = await create({ ...config, business }, { clock, log: runLog() })
  sandbox.setBot({ eventsUrl: `http://127.0.0.1:${bot.port}/slack/events` })
  return {
    sandbox,
    async control(path, body) {
      const reply = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await reply.json()) as Answer & { readonly ts?: string }
    },
    moveTo: (then) => clock.set(Temporal.Instant.from(then)),
    async stop() {
      await bot.stop()
      await sandbox.close()
    },
  }
}

const idOf = (channel: string): string => `C0${channel.replaceAll('-', '').toUpperCase()}`
