import { WebAPIPlatformError, type WebClient } from '@slack/web-api'

/**
 * Finds the direct messages of people by their e-mail, and remembers them. They are opened rather than posted to by the
 * person's id: a channel has a history, in which a send whose outcome is unknown can be found again.
 */
export function createDirectChannels(client: WebClient): (email: string) => Promise<string | undefined> {
  const known = new Map<string, string>()
  return async (email) => {
    const found = known.get(email)
    if (found !== undefined) return found
    const id = await open(client, email)
    if (id !== undefined) known.set(email, id)
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
