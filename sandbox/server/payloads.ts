import { randomUUID } from 'node:crypto'
import { messageObject } from './api/objects.ts'
import { viewObject } from './api/views.ts'
import type { Interaction } from './interactions.ts'
import { withIds } from './mentions.ts'
import type { Message, Person, StoredView, Unfurl } from './model.ts'
import { app } from './options.ts'
import type { Workspace } from './workspace.ts'

/** The old shared secret that payloads still carry; signatures replaced it. */
const verification = 'sandbox-verification'

type Payload = Readonly<Record<string, unknown>>

/** A slash command. */
export function commandPayload(workspace: Workspace, interaction: Interaction, trigger: string, line: string): Payload {
  const { person, channel } = interaction
  const { identity, byOrganization } = workspace
  const [command = '', ...words] = line.trim().split(/\s+/)
  const names = { public: channel.name, private: 'privategroup', dm: 'directmessage' } as const
  return {
    token: verification,
    team_id: identity.team,
    team_domain: identity.domain,
    ...(identity.enterprise !== null && { enterprise_id: identity.enterprise, enterprise_name: identity.enterprise }),
    channel_id: channel.id,
    channel_name: names[channel.kind],
    user_id: person.id,
    user_name: person.handle,
    command,
    text: withIds(workspace, words.join(' ')),
    api_app_id: identity.app,
    is_enterprise_install: String(byOrganization),
    response_url: interaction.responseUrl,
    trigger_id: trigger,
  }
}

const common = ({ identity, byOrganization }: Workspace, person: Person) => ({
  user: { id: person.id, username: person.handle, name: person.handle, team_id: identity.team },
  api_app_id: identity.app,
  token: verification,
  team: { id: identity.team, domain: identity.domain },
  enterprise: identity.enterprise === null ? null : { id: identity.enterprise, name: identity.enterprise },
  is_enterprise_install: byOrganization,
})

/** A click on a message, or in a view. */
export function clickPayload(
  workspace: Workspace,
  place:
    | { interaction: Interaction; message: Message; unfurl?: Unfurl }
    | { person: Person; view: StoredView; values: unknown },
  trigger: string,
  action: object,
): Payload {
  if ('view' in place) {
    const container = { type: 'view', view_id: place.view.id }
    const view = viewObject(place.view, workspace.identity, place.values)
    return {
      type: 'block_actions',
      ...common(workspace, place.person),
      container,
      trigger_id: trigger,
      view,
      actions: [action],
    }
  }
  const { interaction, message } = place
  const { channel, person } = interaction
  const isEphemeral = message.onlyFor !== null
  const where = { message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral }
  const below = place.unfurl && {
    type: 'message_attachment',
    attachment_id: (message.unfurls ?? []).indexOf(place.unfurl) + 1,
    is_app_unfurl: true,
    app_unfurl_url: place.unfurl.url,
  }
  return {
    type: 'block_actions',
    ...common(workspace, person),
    container: { type: 'message', ...where, ...below },
    trigger_id: trigger,
    channel: { id: channel.id, name: channel.kind === 'public' ? channel.name : 'privategroup' },
    // Slack does not give an ephemeral message back.
    ...(!isEphemeral && { message: messageObject(message, true, workspace.identity) }),
    state: { values: {} },
    response_url: interaction.responseUrl,
    actions: [action],
  }
}

export function submissionPayload(
  workspace: Workspace,
  person: Person,
  stored: StoredView,
  trigger: string,
  values: unknown,
): Payload {
  const view = viewObject(stored, workspace.identity, values)
  return { type: 'view_submission', ...common(workspace, person), trigger_id: trigger, view, response_urls: [] }
}

export function closedPayload(workspace: Workspace, person: Person, stored: StoredView, cleared: boolean): Payload {
  const view = viewObject(stored, workspace.identity)
  return { type: 'view_closed', ...common(workspace, person), view, is_cleared: cleared }
}

/** An event of the Events API, in its wrapping. */
export function eventPayload({ identity, byOrganization }: Workspace, type: string, fields: Payload): Payload {
  const seconds = Math.floor(Date.now() / 1_000)
  return {
    token: verification,
    team_id: identity.team,
    api_app_id: identity.app,
    event: { type, event_ts: `${seconds}.000000`, ...fields },
    type: 'event_callback',
    event_id: eventId(),
    event_time: seconds,
    authorizations: [
      {
        enterprise_id: identity.enterprise,
        team_id: identity.team,
        user_id: identity.botUser,
        is_bot: true,
        is_enterprise_install: byOrganization,
      },
    ],
  }
}

/**
 * That the app was taken away, as documented: nobody authorizes it any more. What an organization's looks like is not
 * documented.
 */
export function removalPayload(removed: { team: string } | { enterprise: string }, event: Payload): Payload {
  const seconds = Math.floor(Date.now() / 1_000)
  return {
    token: verification,
    ...('team' in removed
      ? { team_id: removed.team }
      : { team_id: null, enterprise_id: removed.enterprise, is_enterprise_install: true }),
    api_app_id: app,
    event,
    type: 'event_callback',
    event_id: eventId(),
    event_time: seconds,
  }
}

const eventId = (): string => `Ev${randomUUID().slice(0, 13).replace('-', '').toUpperCase()}`
