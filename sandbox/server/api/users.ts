import { identity } from '../options.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'
import { knownPerson, paged } from './channels.ts'
import { botObject, userObject } from './objects.ts'

/** What the granted scopes let the bot see of a person. */
const visible = ({ workspace, args }: Call) => ({
  email: workspace.scopes.includes('users:read.email'),
  locale: args.flag('include_locale'),
})

const bot = ({ workspace }: Call) => botObject(workspace.options.botName ?? 'revops')

const info: Method = {
  scopes: ['users:read'],
  perMinute: 100,
  requires: ['user'],
  handle(call) {
    const id = call.args.text('user')
    if (id === identity.botUser) return { user: bot(call) }
    return { user: userObject(knownPerson(call.workspace, id), visible(call)) }
  },
}

const lookupByEmail: Method = {
  scopes: ['users:read.email'],
  perMinute: 50,
  requires: ['email'],
  handle(call) {
    const email = call.args.text('email').toLowerCase()
    const person = call.workspace.people.find((each) => each.email.toLowerCase() === email)
    if (!person) throw new SlackRefusal('users_not_found')
    return { user: userObject(person, { ...visible(call), email: true }) }
  },
}

const list: Method = {
  scopes: ['users:read'],
  perMinute: 20,
  handle(call) {
    const people = call.workspace.people.map((person) => userObject(person, visible(call)))
    const { page, next } = paged(call, [...people, bot(call)])
    return { members: page, cache_ts: Math.floor(Date.now() / 1_000), response_metadata: { next_cursor: next } }
  },
}

const authTest: Method = {
  scopes: [],
  perMinute: 300,
  handle: ({ url, workspace }) => ({
    url: `${url}/`,
    team: 'Sandbox',
    user: workspace.options.botName ?? 'revops',
    team_id: identity.team,
    user_id: identity.botUser,
    bot_id: identity.bot,
    is_enterprise_install: false,
  }),
}

const authRevoke: Method = { scopes: [], perMinute: 50, handle: ({ args }) => ({ revoked: !args.flag('test') }) }

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.lookupByEmail': lookupByEmail,
  'users.list': list,
  'auth.test': authTest,
  'auth.revoke': authRevoke,
}
