import { app } from '../options.ts'
import { type Method, SlackRefusal } from './call.ts'

/** Exchanges a code for a bot token, for whoever proves to be the app. */
const access: Method = {
  token: 'none',
  scopes: [],
  perMinute: 600,
  handle({ args, grants, teams }) {
    const { client } = grants
    if (!client || args.text('client_id') !== client.clientId) throw new SlackRefusal('invalid_client_id')
    if (args.text('client_secret') !== client.clientSecret) throw new SlackRefusal('bad_client_secret')
    if (!['', 'authorization_code'].includes(args.text('grant_type'))) throw new SlackRefusal('invalid_grant_type')
    const { token, allowed } = grants.exchange(args.text('code'), args.text('redirect_uri'))
    const { team, enterprise, scopes, user } = allowed
    const place = team === null ? teams.inEnterprise(enterprise ?? '')[0] : teams.of(team)
    if (!place) throw new SlackRefusal('fatal_error')
    const { identity } = place.workspace
    return {
      access_token: token,
      token_type: 'bot',
      scope: scopes.join(','),
      bot_user_id: identity.botUser,
      app_id: app,
      team: team === null ? null : { id: team, name: identity.name },
      enterprise: enterprise === null ? null : { id: enterprise, name: enterprise },
      is_enterprise_install: team === null,
      authed_user: { id: user },
    }
  },
}

export const oauthMethods: Readonly<Record<string, Method>> = { 'oauth.v2.access': access }
