import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { Temporal } from 'temporal-polyfill'

/** The app was taken away from a workspace or an organization, or tokens of it were. */
export interface Removal {
  readonly event: 'app_uninstalled' | 'tokens_revoked'
  /** Whether the bot is concerned, and not only what some person had granted. */
  readonly bot: boolean
  readonly teamId: string | undefined
  readonly enterpriseId: string | undefined
  readonly isEnterpriseInstall: boolean
  /** When it happened, in whole seconds, by Slack's clock; undefined where Slack does not say. */
  readonly at: Temporal.Instant | undefined
}

/** Slack tells of a removal in two ways: in any order, both or one, and perhaps more than once. */
export function onRemoval(app: App, act: (removal: Removal) => Promise<void>): void {
  for (const event of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(event, async ({ payload, context, body }) => {
      const { teamId, enterpriseId, isEnterpriseInstall } = context
      const bot = payload.type === 'app_uninstalled' || (payload.tokens.bot ?? []).length > 0
      const seconds: unknown = body.event_time
      const at = typeof seconds === 'number' ? Temporal.Instant.fromEpochMilliseconds(seconds * 1_000) : undefined
      await act({ event, bot, teamId, enterpriseId, isEnterpriseInstall, at })
    })
  }
}

/** Slack may say it a moment before the token is worth nothing. */
const secondLookMs = 10_000
/** Slack's clock and ours may differ by as much. */
const toleranceMs = 5_000

/**
 * Whether a token is taken away by it. News may be late, and about an installation before this one, or about what some
 * person had granted: then the token goes on working, which Slack is asked. `since`: when this token was begun with.
 */
export async function endsToken(
  { bot, at }: Removal,
  client: WebClient,
  since: Temporal.Instant,
  lookAgainMs = secondLookMs,
): Promise<boolean> {
  if (!bot || (at && Temporal.Instant.compare(at.add({ milliseconds: toleranceMs }), since) < 0)) return false
  if (!(await works(client))) return true
  await sleep(lookAgainMs, undefined, { ref: false })
  return !(await works(client))
}

/** False also where Slack does not answer: it has said that it is over. */
const works = (client: WebClient): Promise<boolean> =>
  client.auth.test().then(
    () => true,
    () => false,
  )
