import { type ConversationsInfoResponse, WebAPIPlatformError, type WebClient } from '@slack/web-api'

/** Why company figures may not go to a channel. */
export type Unfit = 'external' | 'archived'

/** What Slack knows of channels, remembered for some minutes. */
export interface Channels {
  /** Undefined when a channel is fit, or when Slack does not let us look: the post itself then says what is wrong. */
  unfit(id: string): Promise<Unfit | undefined>
  /** Who can post there: anybody, its members only (the bot is one), or not the bot. */
  door(id: string): Promise<'open' | 'members' | 'shut'>
}

type Info = NonNullable<ConversationsInfoResponse['channel']>

const rememberMs = 300_000

export function createChannels(client: WebClient): Channels {
  const known = new Map<string, { at: number; value: Promise<Info | string> }>()
  /** A channel; or Slack's word for why we may not look. Where an invitation mends it, it is asked again each time. */
  async function look(id: string): Promise<Info | string> {
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
      const info = await look(id)
      if (typeof info === 'string') return undefined
      if (info.is_ext_shared || info.is_pending_ext_shared) return 'external'
      return info.is_archived ? 'archived' : undefined
    },
    async door(id) {
      const info = await look(id)
      if (typeof info === 'string') return info === 'channel_not_found' ? 'shut' : 'open'
      if (!info.is_private) return 'open'
      return info.is_member ? 'members' : 'shut'
    },
  }
}

const isLasting = (info: Info | string): boolean =>
  typeof info === 'string' ? info !== 'channel_not_found' : !info.is_private || info.is_member !== false

async function load(client: WebClient, channel: string): Promise<Info | string> {
  try {
    const { channel: info } = await client.conversations.info({ channel })
    return info ?? {}
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data.error
    throw error
  }
}
