import { type UsersInfoResponse, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import { createColleagues } from './colleagues.ts'

/** Somebody in a channel. */
export interface Member {
  readonly id: string
  /** Undefined where Slack tells none, it is not confirmed, or they are of another company. */
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
/** Undefined: no person. */
type Found = Map<string, Member | undefined>
interface Known {
  readonly at: number
  /** Undefined: no person. */
  readonly member: Member | undefined
}

/** `most` are remembered at once; those that were looked up first are forgotten first. */
export function createMembers(client: WebClient, most = mostRemembered): Members {
  const known = new Map<string, Known>()
  const isColleague = createColleagues(client)

  async function remember(id: string, user: SlackUser): Promise<Member | undefined> {
    const member = memberOf(id, user, await isColleague(user))
    known.delete(id)
    known.set(id, { at: performance.now(), member })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return member
  }

  /** Adds those who are known to those who were found. */
  function recall(ids: readonly string[], found: Found): void {
    for (const id of ids) {
      const each = known.get(id)
      if (each && performance.now() - each.at <= rememberMs) found.set(id, each.member)
    }
  }

  async function readDirectory(): Promise<void> {
    let cursor = ''
    for (let page = 0; page < directoryPages; page += 1) {
      const answer = await client.users.list({ limit: directoryPage, ...(cursor && { cursor }) })
      for (const user of answer.members ?? []) if (user.id !== undefined) await remember(user.id, user)
      cursor = answer.response_metadata?.next_cursor ?? ''
      if (cursor === '') return
    }
  }

  async function readOne(id: string): Promise<Member | undefined> {
    try {
      return await remember(id, (await client.users.info({ user: id })).user ?? {})
    } catch (error) {
      // Somebody of another workspace or company: in the channel all the same, and nobody we know.
      const strange = ['user_not_found', 'user_not_visible']
      if (!(error instanceof WebAPIPlatformError) || !strange.includes(error.data.error)) throw error
      return await remember(id, {})
    }
  }

  /** Everybody, whatever is forgotten meanwhile; undefined where there are more than can be looked up in time. */
  async function lookUp(ids: readonly string[]): Promise<Found | undefined> {
    const found: Found = new Map()
    const isMissing = (id: string): boolean => !found.has(id)
    recall(ids, found)
    if (ids.filter(isMissing).length > oneByOne) {
      await readDirectory()
      recall(ids, found)
    }
    const left = ids.filter(isMissing)
    if (left.length > oneByOne) return undefined
    const waiting = left.values()
    const turns = Array.from({ length: atOnce }, async () => {
      for (const id of waiting) found.set(id, await readOne(id))
    })
    await Promise.all(turns)
    return found
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
        const found = await lookUp(ids)
        return found ? [...found.values()].filter((member) => member !== undefined) : 'later'
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
function memberOf(
  id: string,
  { is_bot, deleted, is_email_confirmed, profile }: SlackUser,
  isColleague: boolean,
): Member | undefined {
  if (is_bot || deleted) return undefined
  return { id, email: is_email_confirmed === false || !isColleague ? undefined : profile?.email }
}
