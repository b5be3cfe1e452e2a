import { createHash } from 'node:crypto'
import type { Channel, Message } from './model.ts'
import type { Workspace } from './workspace.ts'

export interface SharedLink {
  readonly url: string
  /** The registered host that it belongs to. */
  readonly domain: string
}

/** Links of a text whose host the app has registered, or lies below one that it has. */
export const registeredLinks = ({ unfurlDomains }: Workspace, text: string): SharedLink[] =>
  [...text.matchAll(/<(https?:\/\/[^|>]+)(?:\|[^>]*)?>/g)].flatMap(([, escaped = '']) => {
    const url = escaped.replaceAll('&amp;', '&')
    const host = URL.canParse(url) ? new URL(url).hostname : ''
    const domain = unfurlDomains.find((each) => host === each || host.endsWith(`.${each}`))
    return domain === undefined ? [] : [{ url, domain }]
  })

/** Names a message for `chat.unfurl`, in the place of its channel and ts. */
export const unfurlId = ({ channel, ts }: Message): string =>
  `${channel}.${ts}.${createHash('sha256').update(`${channel} ${ts}`).digest('hex')}`

/** What `link_shared` says of a message; undefined where it says nothing, or the app may not hear of links. */
export function linksShared(
  workspace: Workspace,
  channel: Channel,
  message: Message,
): Record<string, unknown> | undefined {
  const links = registeredLinks(workspace, message.text)
  if (links.length === 0 || !workspace.scopes.includes('links:read')) return undefined
  return {
    channel: channel.id,
    is_bot_user_member: channel.botIsMember,
    user: message.from,
    message_ts: message.ts,
    ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    unfurl_id: unfurlId(message),
    source: 'conversations_history',
    links,
  }
}
