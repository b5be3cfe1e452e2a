import type { Message, Person, Unfurl } from '../model.ts'
import type { Identity } from '../options.ts'

/** A message as Slack's methods and payloads show it. */
export function messageObject(message: Message, withMetadata: boolean, identity: Identity): object {
  const own = message.from === identity.botUser
  return {
    type: 'message',
    ...(own && { bot_id: identity.bot, app_id: identity.app }),
    user: message.from,
    ts: message.ts,
    text: message.text,
    team: identity.team,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.unfurls && { attachments: message.unfurls.map((unfurl, i) => attachmentObject(unfurl, i, identity)) }),
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
    ...(message.edited && { edited: { user: message.from, ts: message.ts } }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
  }
}

/** A link's preview, among a message's attachments. */
const attachmentObject = ({ url, blocks }: Unfurl, i: number, identity: Identity): object => ({
  id: i + 1,
  from_url: url,
  app_unfurl_url: url,
  is_app_unfurl: true,
  app_id: identity.app,
  bot_id: identity.bot,
  fallback: '[no preview available]',
  blocks,
})

/** Minutes east of Greenwich are what Slack calls `tz_offset`, in seconds. */
function offsetSeconds(tz: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).format()
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60)
}

/** What people may fill in and here nobody does. */
const blankProfile = {
  phone: '',
  skype: '',
  status_text: '',
  status_emoji: '',
  status_emoji_display_info: [],
  status_expiration: 0,
}

/** A person as `users.info` answers; the e-mail only with its own scope. */
export function userObject(
  person: Person,
  { email, locale }: { email: boolean; locale: boolean },
  identity: Identity,
): object {
  const team = person.team ?? identity.team
  return {
    id: person.id,
    team_id: team,
    name: person.handle,
    real_name: person.name,
    deleted: false,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz),
    ...(locale && { locale: person.locale }),
    color: '4bbe2e',
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_app_user: false,
    is_email_confirmed: true,
    ...(person.team !== null && { is_stranger: false }),
    updated: 0,
    profile: {
      ...blankProfile,
      real_name: person.name,
      real_name_normalized: person.name,
      display_name: person.handle,
      display_name_normalized: person.handle,
      title: person.role,
      ...(email && { email: person.email }),
      team,
    },
  }
}

/** The bot's own user: it is in channels, and is nobody with an e-mail. */
export const botObject = (name: string, identity: Identity): object => ({
  id: identity.botUser,
  team_id: identity.team,
  name,
  real_name: name,
  deleted: false,
  is_bot: true,
  is_app_user: false,
  updated: 0,
  profile: { real_name: name, display_name: name, bot_id: identity.bot, api_app_id: identity.app, team: identity.team },
})
