import type { SlackMessage } from '../present/surface.ts'

/** What goes to a response_url. */
export interface Response extends SlackMessage {
  readonly response_type?: 'ephemeral' | 'in_channel'
  readonly replace_original?: boolean
  readonly delete_original?: boolean
}

const timeoutMs = 8_000

/** Sends an answer to where Slack wants it. Throws when Slack does not take it. */
export async function respondTo(responseUrl: string, response: Partial<Response>): Promise<void> {
  const reply = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', ...response }),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const said = await reply.text()
  if (!reply.ok) throw new Error(`Slack refused an answer: ${reply.status} ${said.slice(0, 200)}`)
}

/** Answers go to Slack, or to the host that was configured in its place, and nowhere else. */
export function isSlackUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true
  return protocol === 'https:' && (hostname === 'hooks.slack.com' || hostname.endsWith('.slack.com'))
}
