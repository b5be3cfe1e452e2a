import { type UsersInfoResponse, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'

/** Somebody in a channel. */
export interface Member {
  readonly id: string
  /** Undefined where Slack tells none, or it is not confirmed. */
  readonly email: string | undefined
}

/** People of a channel; or why it is not known who they are. */
export type MembersFound = readonly Member[] | 'too many' | 'not to be seen' | 'later'

export interface Members {
  of(channel: string): Promise<MembersFound>
  /** Whether somebody is in a channel; undefined where that is not to be seen. */
  has(channel: string, userId: string): Promise<boolean | undefined>
}

/** More are not looked up: a figure for so many people belongs on a dashboard, and each look is a call to Slack. */
export const mostMembers = 500
const pageSize = 200
/** With more unknown people than this the whole directory is read, page by page, instead of one by one. */
const oneByOne = 40
const directoryPages = 5
const directoryPage = 1_000
const atOnce = 5
/** Who has which e-mail; who is in a channel is asked each time. */
const rememberMs = 60_000
const mostRemembered = 20_000

type SlackUser = NonNullable<UsersInfoResponse['user']>
interface Known {
  readonly at: number
  /** Undefined: no person. */
  readonly member: Member | undefined
}

export function createMembers(client: WebClient): Members {
  const known = new Map<string, Known>()

  function remember(id: string, user: SlackUser | undefined): void {
    if (known.size >= mostRemembered) known.clear()
    known.set(id, { at: performance.now(), member: user && memberOf(id, user) })
  }

  const isUnknown = (id: string): boolean => {
    const found = known.get(id)
    return !found || performance.now() - found.at > rememberMs
  }

  async function readDirectory(): Promise<void> {
    let cursor = ''
    for (let page = 0; page < directoryPages; page += 1) {
      const answer = await client.users.list({ limit: directoryPage, ...(cursor && { cursor }) })
      for (const user of answer.members ?? []) if (user.id !== undefined) remember(user.id, user)
      cursor = answer.response_metadata?.next_cursor ?? ''
      if (cursor === '') return
    }
  }

  async function readOne(id: string): Promise<void> {
    try {
      remember(id, (await client.users.info({ user: id })).user)
    } catch (error) {
      // Somebody of another workspace or company: in the channel all the same, and nobody we know.
      const strange = ['user_not_found', 'user_not_visible']
      if (!(error instanceof WebAPIPlatformError) || !strange.includes(error.data.error)) throw error
      remember(id, {})
    }
  }

  /** False where there are more than can be looked up in time. */
  async function lookUp(ids: readonly string[]): Promise<boolean> {
    if (ids.filter(isUnknown).length > oneByOne) await readDirectory()
    const left = ids.filter(isUnknown)
    if (left.length > oneByOne) return false
    const waiting = left.values()
    const turns = Array.from({ length: atOnce }, async () => {
      for (const id of waiting) await readOne(id)
    })
    await Promise.all(turns)
    return true
  }

  async function idsIn(channel: string): Promise<string[] | 'too many'> {
    const ids: string[] = []
    let cursor = ''
    do {
      const answer = await client.conversations.members({ channel, limit: pageSize, ...(cursor && { cursor }) })
      ids.push(...(answer.members ?? []))
      cursor = answer.response_metadata?.next_cursor ?? ''
      if (ids.length > mostMembers) return 'too many'
    } while (cursor !== '')
    return ids
  }

  return {
    async of(channel) {
      // Direct messages with the bot: whoever asks is there alone. It cannot post into those of others.
      if (channel.startsWith('D')) return []
      try {
        const ids = await idsIn(channel)
        if (ids === 'too many') return ids
        if (!(await lookUp(ids))) return 'later'
        return ids.flatMap((id) => known.get(id)?.member ?? [])
      } catch (error) {
        if (error instanceof WebAPIRateLimitedError) return 'later'
        if (error instanceof WebAPIPlatformError) return 'not to be seen'
        throw error
      }
    },
    async has(channel, userId) {
      try {
        const ids = await idsIn(channel)
        return ids === 'too many' ? undefined : ids.includes(userId)
      } catch (error) {
        if (error instanceof WebAPIPlatformError || error instanceof WebAPIRateLimitedError) return undefined
        throw error
      }
    },
  }
}

/** Bots read nothing, and who was deactivated reads no more. */
function memberOf(id: string, { is_bot, deleted, is_email_confirmed, profile }: SlackUser): Member | undefined {
  if (is_bot || deleted) return undefined
  return { id, email: is_email_confirmed === false ? undefined : profile?.email }
}
