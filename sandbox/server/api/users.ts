import { type Call, type Method, SlackRefusal } from './call.ts'
import { knownPerson, paged } from './channels.ts'
import { botObject, userObject } from './objects.ts'

/** What the granted scopes let the bot see of a person. */
const visible = ({ workspace, args }: Call) => ({
  email: workspace.scopes.includes('users:read.email'),
  locale: args.flag('include_locale'),
})

const bot = ({ workspace }: Call) => botObject(workspace.options.botName ?? 'revops', workspace.identity)

const info: Method = {
  scopes: ['users:read'],
  perMinute: 100,
  requires: ['user'],
  handle(call) {
    const { workspace } = call
    const id = call.args.text('user')
    if (id === workspace.identity.botUser) return { user: bot(call) }
    return { user: userObject(knownPerson(workspace, id), visible(call), workspace.identity) }
  },
}

const lookupByEmail: Method = {
  scopes: ['users:read.email'],
  perMinute: 50,
  requires: ['email'],
  handle(call) {
    const email = call.args.text('email').toLowerCase()
    const person = call.workspace.people.find((each) => each.email.toLowerCase() === email && each.team === null)
    if (!person) throw new SlackRefusal('users_not_found')
    return { user: userObject(person, { ...visible(call), email: true }, call.workspace.identity) }
  },
}

const list: Method = {
  scopes: ['users:read'],
  perMinute: 20,
  handle(call) {
    const people = call.workspace.people.map((person) => userObject(person, visible(call), call.workspace.identity))
    const { page, next } = paged(call, [...people, bot(call)])
    return { members: page, cache_ts: Math.floor(Date.now() / 1_000), response_metadata: { next_cursor: next } }
  },
}

const authTest: Method = {
  scopes: [],
  perMinute: 300,
  handle: ({ url, workspace: { identity, options }, grant }) => ({
    url: `${url}/`,
    team: identity.name,
    user: options.botName ?? 'revops',
    team_id: identity.team,
    user_id: identity.botUser,
    bot_id: identity.bot,
    ...(identity.enterprise !== null && { enterprise_id: identity.enterprise }),
    is_enterprise_install: grant?.team === null,
  }),
}

/** The token is worth nothing from now on; the app stays where it is. */
const authRevoke: Method = {
  scopes: [],
  perMinute: 50,
  handle({ args, grant }) {
    const revoked = !args.flag('test')
    if (grant && revoked) grant.ended = 'token_revoked'
    return { revoked }
  },
}

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
  'users.list': list,
  'auth.test': authTest,
  'auth.revoke': authRevoke,
}
