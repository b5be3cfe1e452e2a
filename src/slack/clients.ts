import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'

/** Two ways to Slack: what only reads may be tried again by the SDK; what posts is tried again by our queue alone. */
export interface SlackClients {
  readonly read: WebClient
  readonly post: WebClient
}

/** How long Slack may take, in machine time. */
interface Patience {
  readonly postMs: number
  readonly readMs: number
}

const usualPatience: Patience = { postMs: 15_000, readMs: 10_000 }

export function createClients(config: Config, log: Log, patience = usualPatience): SlackClients {
  const token = config.slack.botToken
  const { team } = config.slack
  const shared = { ...clientOptions(config, log), ...(team === undefined ? {} : { teamId: team }) }
  return {
    read: new WebClient(token, {
      ...shared,
      timeout: patience.readMs,
      // Sitting out a long Retry-After would outlast the lease of a send, and the asker's patience.
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 2, minTimeout: 200, factor: 2 },
    }),
    // The SDK's own retries would post twice after a dropped connection, and hold every channel's queue at one 429.
    post: new WebClient(token, {
      ...shared,
      timeout: patience.postMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
  }
}

export const clientOptions = (config: Config, log: Log): WebClientOptions => ({
  ...(config.slack.apiUrl === undefined ? {} : { slackApiUrl: config.slack.apiUrl }),
  logger: slackLogger(log),
})

/** The SDK's words in our log; its debug output holds request bodies, so it stays out. */
export const slackLogger = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...words: unknown[]) => log.warn({ from: 'slack' }, words.map(String).join(' ')),
  error: (...words: unknown[]) => log.warn({ from: 'slack' }, words.map(String).join(' ')),
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
})
