import { WebAPIPlatformError, type WebClient } from '@slack/web-api'

/** An e-mail that became somebody else's in Slack must not bring them another's figures for longer. */
const usuallyMs = 60_000

/**
 * Finds the direct messages of people by their e-mail, and remembers them for a minute. They are opened rather than posted to by the
 * person's id: a channel has a history, in which a send whose outcome is unknown can be found again.
 */
export function createDirectChannels(
  client: WebClient,
  rememberMs = usuallyMs,
): (email: string) => Promise<string | undefined> {
  const known = new Map<string, { readonly id: string; readonly at: number }>()
  return async (email) => {
    const found = known.get(email)
    if (found && performance.now() - found.at < rememberMs) return found.id
    const id = await open(client, email)
    if (id !== undefined) known.set(email, { id, at: performance.now() })
    return id
  }
}

async function open(client: WebClient, email: string): Promise<string | undefined> {
  if (email === '') return undefined
  try {
    const { user } = await client.users.lookupByEmail({ email })
    if (user?.id === undefined) return undefined
    return (await client.conversations.open({ users: user.id })).channel?.id
  } catch (error) {
    // Nobody has this e-mail, or nobody can be written to any more. What may be right in a minute is thrown on.
    const nobody = ['users_not_found', 'user_not_found', 'user_disabled', 'user_not_visible', 'cannot_dm_bot']
    if (error instanceof WebAPIPlatformError && nobody.includes(error.data.error)) return undefined
    throw error
  }
}
