import { messageObject } from './api/objects.ts'
import { viewObject } from './api/views.ts'
import type { Interaction } from './interactions.ts'
import { withIds } from './mentions.ts'
import type { Message, Person, StoredView } from './model.ts'
import { identity } from './options.ts'
import type { Workspace } from './workspace.ts'

/** The old shared secret that payloads still carry; signatures replaced it. */
const verification = 'sandbox-verification'

/** A slash command as the form that Slack posts. */
export function commandForm(workspace: Workspace, interaction: Interaction, trigger: string, line: string): string {
  const { person, channel } = interaction
  const [command = '', ...words] = line.trim().split(/\s+/)
  const names = { public: channel.name, private: 'privategroup', dm: 'directmessage' } as const
  return new URLSearchParams({
    token: verification,
    team_id: identity.team,
    team_domain: identity.domain,
    channel_id: channel.id,
    channel_name: names[channel.kind],
    user_id: person.id,
    user_name: person.handle,
    command,
    text: withIds(workspace, words.join(' ')),
    api_app_id: identity.app,
    is_enterprise_install: 'false',
    response_url: interaction.responseUrl,
    trigger_id: trigger,
  }).toString()
}

const team = { id: identity.team, domain: identity.domain }

const userIn = (person: Person) => ({
  id: person.id,
  username: person.handle,
  name: person.handle,
  team_id: identity.team,
})

const common = (person: Person) => ({
  user: userIn(person),
  api_app_id: identity.app,
  token: verification,
  team,
  enterprise: null,
  is_enterprise_install: false,
})

const asForm = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString()

/** A click on a message, or in a view, as the form that Slack posts. */
export function clickForm(
  place: { interaction: Interaction; message: Message } | { person: Person; view: StoredView; values: unknown },
  trigger: string,
  action: object,
): string {
  if ('view' in place) {
    const container = { type: 'view', view_id: place.view.id }
    const view = viewObject(place.view, place.values)
    return asForm({
      type: 'block_actions',
      ...common(place.person),
      container,
      trigger_id: trigger,
      view,
      actions: [action],
    })
  }
  const { interaction, message } = place
  const { channel, person } = interaction
  const isEphemeral = message.onlyFor !== null
  return asForm({
    type: 'block_actions',
    ...common(person),
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    trigger_id: trigger,
    channel: { id: channel.id, name: channel.kind === 'public' ? channel.name : 'privategroup' },
    // Slack does not give an ephemeral message back.
    ...(!isEphemeral && { message: messageObject(message, true) }),
    state: { values: {} },
    response_url: interaction.responseUrl,
    actions: [action],
  })
}

export function submissionForm(person: Person, stored: StoredView, trigger: string, values: unknown): string {
  const view = viewObject(stored, values)
  return asForm({ type: 'view_submission', ...common(person), trigger_id: trigger, view, response_urls: [] })
}
