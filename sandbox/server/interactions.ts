import { randomBytes, randomUUID } from 'node:crypto'
import { Args, SlackRefusal } from './api/call.ts'
import { readContent } from './api/content.ts'
import type { Channel, Message, Person } from './model.ts'
import type { Workspace } from './workspace.ts'

const uses = 5
const lifetime = 30 * 60_000

/** One thing a person did, to which the app may respond. */
export interface Interaction {
  readonly id: string
  readonly person: Person
  readonly channel: Channel
  readonly responseUrl: string
  readonly until: number
  usesLeft: number
  /** What `replace_original` replaces: the clicked message, else the last one that came through the response_url. */
  original: { readonly channel: string; readonly ts: string } | null
}

export function createInteractions(workspace: Workspace, url: () => string) {
  const known = new Map<string, Interaction>()
  return {
    begin(person: Person, channel: Channel, original: Message | null = null): Interaction {
      const id = randomUUID()
      const path = `/response/${workspace.identity.team}/${id}/${randomBytes(12).toString('hex')}`
      const interaction: Interaction = {
        id,
        person,
        channel,
        responseUrl: `${url()}${path}`,
        until: Date.now() + lifetime,
        usesLeft: uses,
        original: original && { channel: original.channel, ts: original.ts },
      }
      known.set(path, interaction)
      return interaction
    },
    /** Takes what was POSTed to a response_url. Refuses when it is unknown, old or used up. */
    respond(path: string, given: Readonly<Record<string, unknown>>): void {
      const interaction = known.get(path)
      if (!interaction || Date.now() > interaction.until) throw new SlackRefusal('expired_url')
      if (interaction.usesLeft <= 0) throw new SlackRefusal('used_url')
      applyResponse(workspace, interaction, given)
      interaction.usesLeft -= 1
    },
  }
}

export type Interactions = ReturnType<typeof createInteractions>

/** A message in response: to the person alone unless `in_channel`, instead of the original when it says so. */
export function applyResponse(
  workspace: Workspace,
  interaction: Interaction,
  given: Readonly<Record<string, unknown>>,
): void {
  const { messages } = workspace
  const args = new Args(given)
  const original = interaction.original && messages.find(interaction.original.channel, interaction.original.ts)
  if (args.flag('delete_original')) {
    if (original) messages.remove(original, interaction.id)
    return
  }
  const content = readContent(args, workspace, 'ephemeral')
  if (args.flag('replace_original') && original) {
    messages.update(original, content, interaction.id)
    return
  }
  const message = messages.add({
    ...content,
    channel: interaction.channel.id,
    from: workspace.identity.botUser,
    onlyFor: args.text('response_type') === 'in_channel' ? null : interaction.person.id,
    via: interaction.id,
  })
  interaction.original ??= { channel: message.channel, ts: message.ts }
}
