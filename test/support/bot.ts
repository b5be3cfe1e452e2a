import { Temporal } from 'temporal-polyfill'
import type { ChannelOption } from '../../sandbox/server/options.ts'
import { createSlackSandbox, type SlackSandbox } from '../../sandbox/server/sandbox.ts'
import { loadConfig } from '../../src/config.ts'
import { create } from '../../src/main.ts'
import { createMovableClock, type MovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { type Rows, writeWorld } from './rows.ts'
import { runLog } from './run-log/log.ts'
import { plantRows, plantSecrets } from './run-log/plant.ts'

/** What the sandbox's control interface answers a command, a click or a form. */
export interface Answer {
  readonly ok: boolean
  readonly error?: string
  readonly view?: { readonly id: string }
  readonly messages: readonly {
    readonly text: string
    readonly ts: string
    readonly channel: string
    readonly ephemeral: boolean
    readonly user: string
    readonly blocks: readonly unknown[]
  }[]
  readonly response_action?: string
  readonly errors?: Readonly<Record<string, string>>
}

export interface SmallBot {
  readonly sandbox: SlackSandbox
  readonly ssot: TestDatabase
  readonly own: TestDatabase
  /** Where it listens. */
  readonly base: string
  readonly clock: MovableClock
  /** The sandbox's control interface; people by their e-mail without its host. */
  control(path: string, body: object): Promise<Answer>
  stop(): Promise<void>
}

interface SmallBotOptions {
  readonly rows: Rows
  /** E-mails without their host, role and Slack locale. */
  readonly people: readonly { readonly name: string; readonly role: string; readonly locale?: string }[]
  readonly channels: readonly ChannelOption[]
  readonly environment?: Readonly<Record<string, string>>
  readonly business?: object
  readonly at: string
  /** How many times faster than Slack's the clock of its rate limits runs. */
  readonly rateSpeed?: number
}

export const mail = (name: string): string => `${name}@example.com`

/** The whole product over a small world, connected to a sandbox; its clock stands still. */
export async function startSmallBot(options: SmallBotOptions): Promise<SmallBot> {
  const { rows, people, channels, environment = {}, business = {}, at, rateSpeed = 1 } = options
  const [ssot, own] = await Promise.all([createDatabase(), createDatabase('template0')])
  await writeWorld(ssot, 'Asia/Tokyo', rows)
  await plantRows(ssot)
  const sandbox = await createSlackSandbox({
    signingSecret: 'a secret of this test',
    botToken: 'xoxb-sandbox',
    people: people.map(({ name, role, locale = 'en' }) => ({
      email: mail(name),
      name,
      role,
      locale,
      tz: 'Asia/Tokyo',
    })),
    channels,
    rateSpeed,
  })
  const config = loadConfig({
    SSOT_URL: ssot.url,
    DATABASE_URL: own.url,
    SLACK_BOT_TOKEN: 'xoxb-sandbox',
    SLACK_SIGNING_SECRET: 'a secret of this test',
    SLACK_API_URL: sandbox.apiUrl,
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  })
  plantSecrets(config)
  const clock = createMovableClock({ start: Temporal.Instant.from(at) })
  const bot = await create({ ...config, business: { ...config.business, ...business } }, { clock, log: runLog() })
  const base = `http://127.0.0.1:${bot.port}`
  sandbox.setBot({ eventsUrl: `${base}/slack/events` })
  return {
    sandbox,
    ssot,
    own,
    base,
    clock,
    async control(path, body) {
      const reply = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await reply.json()) as Answer
    },
    async stop() {
      await bot.stop()
      await sandbox.close()
      await Promise.all([ssot.drop(), own.drop()])
    },
  }
}
