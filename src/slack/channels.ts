import { WebAPIPlatformError, type WebClient } from '@slack/web-api'

/** Why company figures may not go to a channel. */
export type Unfit = 'external' | 'archived'

/** What Slack knows of channels, remembered for some minutes. */
export interface Channels {
  /** Undefined when a channel is fit, or when Slack does not let us look: the post itself then says what is wrong. */
  unfit(id: string): Promise<Unfit | undefined>
}

const rememberMs = 300_000

export function createChannels(client: WebClient): Channels {
  const known = new Map<string, { at: number; value: Promise<Unfit | undefined> }>()
  return {
    unfit(id) {
      const found = known.get(id)
      if (found && performance.now() - found.at < rememberMs) return found.value
      const value = look(client, id)
      known.set(id, { at: performance.now(), value })
      value.catch(() => known.delete(id))
      return value
    },
  }
}

async function look(client: WebClient, channel: string): Promise<Unfit | undefined> {
  try {
    const { channel: info } = await client.conversations.info({ channel })
    if (info?.is_ext_shared || info?.is_pending_ext_shared) return 'external'
    return info?.is_archived ? 'archived' : undefined
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return undefined
    throw error
  }
}
