import { type ConversationsInfoResponse, WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Unfit } from '../define/context.ts'

/**
 * What Slack knows of channels, remembered for some minutes. Where Slack does not answer, or asks for patience, both throw:
 * what could not be looked at is not fit.
 */
export interface Channels {
  /** Why company figures may not go to a channel, or cannot; undefined when it is fit. */
  unfit(id: string): Promise<Exclude<Unfit, 'foreign'> | undefined>
  /** Who can post there: anybody, its members only (the bot is one), or not the bot. */
  door(id: string): Promise<'open' | 'members' | 'shut'>
}

type Info = NonNullable<ConversationsInfoResponse['channel']>
/** Why Slack does not show a channel: it is private and the bot is not in it, or the bot has no scope for its kind. */
type Hidden = 'uninvited' | 'unseen'

const rememberMs = 300_000

export function createChannels(client: WebClient): Channels {
  const known = new Map<string, { at: number; value: Promise<Info | Hidden> }>()
  /** Only what Slack told of a channel is remembered; where an invitation or a scope mends it, it is asked again each time. */
  async function look(id: string): Promise<Info | Hidden> {
    const found = known.get(id)
    if (found && performance.now() - found.at < rememberMs) return found.value
    const value = load(client, id)
    known.set(id, { at: performance.now(), value })
    value.then(
      (info) => isLasting(info) || known.delete(id),
      () => known.delete(id),
    )
    return value
  }

  return {
    async unfit(id) {
      if (isDirect(id)) return undefined
      const info = await look(id)
      if (typeof info === 'string') return info
      if (info.is_ext_shared || info.is_pending_ext_shared) return 'external'
      return info.is_archived ? 'archived' : undefined
    },
    async door(id) {
      if (isDirect(id)) return 'open'
      const info = await look(id)
      if (typeof info === 'string') return 'shut'
      if (!info.is_private) return 'open'
      return info.is_member ? 'members' : 'shut'
    },
  }
}

/** Of direct messages there is nothing to know, and no scope to look at them with: the bot can only post into its own. */
const isDirect = (id: string): boolean => id.startsWith('D')

const isLasting = (info: Info | Hidden): boolean =>
  typeof info !== 'string' && (!info.is_private || info.is_member !== false)

async function load(client: WebClient, id: string): Promise<Info | Hidden> {
  try {
    const { channel } = await client.conversations.info({ channel: id })
    if (!channel) throw new Error('Slack told nothing of a channel')
    return channel
  } catch (error) {
    const hidden = error instanceof WebAPIPlatformError ? hiddenBy(error.data) : undefined
    if (hidden) return hidden
    throw error
  }
}

/** Undefined for what says nothing of the channel: a token that is being changed, say. */
function hiddenBy(data: WebAPIPlatformError['data']): Hidden | undefined {
  if (data.error === 'channel_not_found') return 'uninvited'
  if (data.error !== 'missing_scope' || !('needed' in data)) return undefined
  // Without the one for public channels, which every installation has, somebody is changing what the app may do.
  return String(data.needed).split(',').includes('channels:read') ? undefined : 'unseen'
}
