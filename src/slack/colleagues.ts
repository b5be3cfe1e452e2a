import type { UsersInfoResponse, WebClient } from '@slack/web-api'

type SlackUser = NonNullable<UsersInfoResponse['user']>

/** Where the bot is at home: a workspace, and the organization that it belongs to, if any. */
interface Home {
  readonly team: string | undefined
  readonly enterprise: string | undefined
}

/**
 * Tells whether a user is of the company. Through Slack Connect those of others are seen too, with an e-mail that their own
 * company vouches for, and that may be written like one of ours.
 */
export function createColleagues(client: WebClient): (user: SlackUser) => Promise<boolean> {
  let home: Promise<Home> | undefined

  async function look(): Promise<Home> {
    const { team_id: team, enterprise_id: enterprise } = await client.auth.test()
    return { team, enterprise }
  }

  return async ({ is_stranger, team_id, enterprise_user }) => {
    if (is_stranger) return false
    // Slack names the workspace of everybody; where it did not, they are of the one that was asked.
    if (team_id === undefined) return true
    home ??= look()
    const known = await home.catch((error: unknown) => {
      home = undefined
      throw error
    })
    const ours = [known.team, known.enterprise].filter((id) => id !== undefined)
    return [team_id, enterprise_user?.enterprise_id].some((id) => id !== undefined && ours.includes(id))
  }
}
