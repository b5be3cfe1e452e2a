import { request } from 'undici'
import type { Log } from '../log.ts'
import type { SlackMessage } from '../present/surface.ts'
import { orTextAlone } from './text-alone.ts'

/** What goes to a response_url. */
export interface Response extends SlackMessage {
  readonly response_type?: 'ephemeral' | 'in_channel'
  readonly replace_original?: boolean
  readonly delete_original?: boolean
}

const timeoutMs = 8_000

/** A response as the JSON that Slack takes; ephemeral unless it says otherwise. */
export const bodyText = (response: Partial<Response>): string =>
  JSON.stringify({ response_type: 'ephemeral', ...response })

/** Sends an answer to where Slack wants it. Throws when Slack does not take it. */
export const respondTo = (responseUrl: string, response: Partial<Response>): Promise<void> =>
  deliver(responseUrl, bodyText(response))

/** The same with the JSON made already, as of an answer that may be too much for Slack: then its text goes alone. */
export const sendBody = (responseUrl: string, body: string, log: Log): Promise<void> =>
  orTextAlone(
    () => deliver(responseUrl, body),
    () => deliver(responseUrl, JSON.stringify({ ...(JSON.parse(body) as object), blocks: undefined })),
    log,
  )

/** Redirects are not followed: an answer goes where it was checked to go. */
async function deliver(responseUrl: string, body: string): Promise<void> {
  // Not `fetch`: its streams cost several times what sending an answer does.
  const { statusCode, body: reply } = await request(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  })
  const said = await reply.text()
  if (statusCode >= 300) throw new Error(`Slack refused an answer: ${statusCode} ${said.slice(0, 200)}`)
}

/** Answers go to Slack, or to the host that was configured in its place, and nowhere else. */
export function isSlackUrl(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true
  return protocol === 'https:' && (hostname === 'hooks.slack.com' || hostname.endsWith('.slack.com'))
}
