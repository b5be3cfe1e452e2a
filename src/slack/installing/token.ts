import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Config } from '../../config.ts'
import type { Log } from '../../log.ts'
import { clientOptions } from '../clients.ts'

/** For calls that somebody waits for in front of a browser, or a workspace to start: the SDK's own patience is half an hour. */
export const impatient = (config: Config, log: Log): WebClientOptions => ({
  ...clientOptions(config, log),
  timeout: 10_000,
  retryConfig: { retries: 2, minTimeout: 200, factor: 2 },
  rejectRateLimitedCalls: true,
})

/** A token that nobody keeps should be worth nothing either. */
export async function revokeToken(token: string, config: Config, log: Log): Promise<void> {
  try {
    await new WebClient(token, impatient(config, log)).auth.revoke()
  } catch (error) {
    log.warn({ err: error }, 'the token of a refused installation was not revoked')
  }
}

/** What Slack says of a token whose app was removed. Other refusals may pass, or be somebody's mistake. */
const ended = ['account_inactive', 'token_revoked']

/** Whether Slack says that a token is worth nothing any more. Rejects when Slack cannot be asked. */
export async function hasEnded(token: string, config: Config, log: Log): Promise<boolean> {
  try {
    await new WebClient(token, impatient(config, log)).auth.test()
    return false
  } catch (error) {
    if (error instanceof WebAPIPlatformError && ended.includes(error.data.error)) return true
    throw error
  }
}
