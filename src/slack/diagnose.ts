import { WebAPIPlatformError } from '@slack/web-api'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { createClients } from './clients.ts'

interface Finding {
  readonly level: 'ok' | 'warning' | 'error'
  readonly text: string
}

/** Whether the tokens work, and whether every channel that something posts to is mapped and reachable. */
export async function diagnoseSlack(
  config: Config,
  channels: ReadonlyMap<string, string>,
  log: Log,
): Promise<Finding[]> {
  const { slack, business } = config
  if (slack.botToken === undefined) return [{ level: 'error', text: 'SLACK_BOT_TOKEN is not set' }]
  const mode: Finding =
    slack.appToken !== undefined
      ? { level: 'ok', text: 'Socket Mode, with an app-level token' }
      : slack.signingSecret !== undefined
        ? { level: 'ok', text: `HTTP on port ${config.port}, with a signing secret: Slack must reach /slack/events` }
        : { level: 'error', text: 'neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set' }
  const { read } = createClients(config, log)
  const who = await read.auth.test()
  const found: Finding[] = [{ level: 'ok', text: `signed in to ${who.team ?? '?'} as ${who.user ?? '?'}` }, mode]
  for (const [id, channel] of channels) {
    const slackId = business.channels[channel]
    if (slackId === null) continue
    if (slackId === undefined) {
      found.push({
        level: 'warning',
        text: `${id} posts to “${channel}”, which REVOPS_CONFIG does not map to a Slack channel: it will not be posted`,
      })
      continue
    }
    try {
      const { channel: info } = await read.conversations.info({ channel: slackId })
      const text = `${id} → #${info?.name ?? slackId}`
      if (info?.is_ext_shared || info?.is_pending_ext_shared)
        found.push({ level: 'error', text: `${text}: shared with another company` })
      else if (info?.is_archived) found.push({ level: 'error', text: `${text}: archived` })
      else if (info?.is_member === false) {
        found.push({
          level: 'warning',
          text: `${text}: invite the bot (/invite @RevOps), or a post whose outcome is unknown cannot be looked up`,
        })
      } else found.push({ level: 'ok', text })
    } catch (error) {
      const code = error instanceof WebAPIPlatformError ? error.data.error : String(error)
      found.push({ level: 'error', text: `${id} → ${slackId}: ${code}` })
    }
  }
  return found
}
