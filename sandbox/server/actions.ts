import { type Answer, awaitAnswer } from './answers.ts'
import type { Acknowledgement, Deliver } from './deliver.ts'
import { findAction } from './find-action.ts'
import { createForms } from './forms.ts'
import type { Interactions } from './interactions.ts'
import { linksShared } from './links.ts'
import { mentionsBot, withIds } from './mentions.ts'
import type { Channel, Message, Person, StoredView } from './model.ts'
import { clickPayload, commandPayload, eventPayload } from './payloads.ts'
import { issueTrigger } from './triggers.ts'
import type { Workspace } from './workspace.ts'

/** What people do in Slack that reaches the app. */
export function createActions(workspace: Workspace, interactions: Interactions, deliver: Deliver) {
  const interact = (what: string, payload: Readonly<Record<string, unknown>>): Promise<Acknowledgement> =>
    deliver({ kind: 'interactive', what, payload })

  return {
    /** `line` begins with the command: `/revops pipeline`. What fails is told to the person by Slackbot. */
    async command(person: Person, channel: Channel, line: string): Promise<Answer> {
      const interaction = interactions.begin(person, channel)
      const payload = commandPayload(workspace, interaction, issueTrigger(workspace, person.id), line)
      const answer = await awaitAnswer(workspace, interaction, () =>
        deliver({ kind: 'slash_commands', what: line, payload }),
      )
      if (answer.error === undefined || answer.error === 'no_answer') return answer
      const text = `${line.split(/\s/)[0]} failed with the error "${answer.error}"`
      const told = { channel: channel.id, from: workspace.identity.slackbot, onlyFor: person.id, text, blocks: [] }
      return { ...answer, messages: [workspace.messages.add({ ...told, via: 'slackbot' })] }
    },

    async click(person: Person, channel: Channel, message: Message, actionId: string, value?: string) {
      const found = clickedIn(message, actionId, value)
      if (!found) return { ok: false, error: 'action_not_found', ms: 0, messages: [] } satisfies Answer
      const interaction = interactions.begin(person, channel, message)
      const place = { interaction, message, ...(found.unfurl && { unfurl: found.unfurl }) }
      const payload = clickPayload(workspace, place, issueTrigger(workspace, person.id), found.action)
      return awaitAnswer(workspace, interaction, () => interact(`click ${actionId}`, payload))
    },

    /** `values`: what stands in the view's fields, which goes along with each click. */
    async clickInView(
      person: Person,
      view: StoredView,
      { actionId, value, values }: { actionId: string; value: string | undefined; values: unknown },
    ): Promise<Answer> {
      const action = findAction(Array.isArray(view.view.blocks) ? view.view.blocks : [], actionId, value)
      if (!action) return { ok: false, error: 'action_not_found', ms: 0, messages: [] }
      const interaction = interactions.begin(person, workspace.directWith(person))
      const trigger = issueTrigger(workspace, person.id, view.kind === 'modal' ? view.id : null)
      const payload = clickPayload(workspace, { person, view, values }, trigger, action)
      return awaitAnswer(workspace, interaction, () => interact(`click ${actionId}`, payload))
    },

    ...createForms(workspace, interact),

    /** A message in a channel. The app hears of those that mention it, and of what is written to it directly. */
    say(person: Person, channel: Channel, words: { text: string; thread_ts?: string }): Message {
      const said = { ...words, text: withIds(workspace, words.text), blocks: [] }
      const message = workspace.messages.add({ ...said, channel: channel.id, from: person.id, via: 'person' })
      const about = {
        user: person.id,
        channel: channel.id,
        text: message.text,
        ts: message.ts,
        ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
      }
      const shared = linksShared(workspace, channel, message)
      if (shared) void this.event('link_shared', shared)
      if (channel.kind === 'dm') void this.event('message', { ...about, channel_type: 'im' })
      else if (mentionsBot(workspace, message.text)) void this.event('app_mention', about)
      return message
    },

    /** An event of the Events API. */
    event(type: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Acknowledgement> {
      return deliver({ kind: 'events_api', what: type, payload: eventPayload(workspace, type, fields) })
    },
  }
}

export type Actions = ReturnType<typeof createActions>

/** What was pressed: in the message itself, or in what an app shows below it for a link. */
function clickedIn({ blocks, unfurls = [] }: Message, actionId: string, value?: string) {
  const own = findAction(blocks, actionId, value)
  if (own) return { action: own }
  const below = unfurls.map((unfurl) => ({ unfurl, action: findAction(unfurl.blocks, actionId, value) }))
  const named = below.find(({ action }) => action && 'value' in action && action.value === value) ?? below[0]
  return named?.action && { action: named.action, unfurl: named.unfurl }
}
