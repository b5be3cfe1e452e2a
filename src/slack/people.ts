import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Locale } from '../define/words.ts'
import { createColleagues } from './colleagues.ts'

/** What Slack knows of somebody. */
export interface SlackUser {
  readonly email: string | undefined
  readonly locale: Locale | undefined
  /** IANA. */
  readonly zone: string | undefined
}

/** People as Slack knows them, remembered for a moment: a change of language is seen with the next question. */
export interface SlackUsers {
  find(id: string): Promise<SlackUser>
}

const rememberMs = 5_000
/** Who has a new e-mail is not taken for who had the old one for longer than this, whatever Slack does. */
const staleMs = 60_000

export function createSlackUsers(client: WebClient): SlackUsers {
  const known = new Map<string, { at: number; user: Promise<SlackUser> }>()
  const isColleague = createColleagues(client)
  return {
    find(id) {
      const found = known.get(id)
      if (found && performance.now() - found.at < rememberMs) return found.user
      // When Slack is slow or asks to wait, what was known a while ago is better than no answer.
      const user = load(client, id, isColleague).catch((error: unknown) => {
        known.delete(id)
        if (!found || performance.now() - found.at > staleMs) throw error
        // As old as it is: a failure does not make it any newer.
        known.set(id, found)
        return found.user
      })
      known.set(id, { at: performance.now(), user })
      return user
    },
  }
}

async function load(
  client: WebClient,
  id: string,
  isColleague: ReturnType<typeof createColleagues>,
): Promise<SlackUser> {
  try {
    const { user } = await client.users.info({ user: id, include_locale: true })
    const locale = user?.locale?.slice(0, 2)
    // Bots, those whose mail is not confirmed, and those of another company are nobody.
    const isNobody = !user || user.is_bot || user.is_email_confirmed === false || !(await isColleague(user))
    const email = isNobody ? undefined : user.profile?.email
    return { email, locale: locale === 'ja' || locale === 'en' ? locale : undefined, zone: user?.tz }
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === 'user_not_found') {
      return { email: undefined, locale: undefined, zone: undefined }
    }
    throw error
  }
}
