import type { Message } from '../define/message.ts'
import { fitted, forEphemeral, type SlackMessage } from '../present/surface.ts'
import type { Outcome } from './conversation.ts'
import { bodyText } from './respond.ts'
import { withButtons } from './share.ts'

/** What a shared answer was last sent as: it is rendered once, however many people ask. */
const rendered = new WeakMap<Message, { readonly key: string; readonly body: string }>()

/** Where an answer goes: alone, in the place of what was said meanwhile, or beside the message that was clicked. */
export type Placement = 'alone' | 'instead' | 'beside'

/** What may be offered below an answer, where it is shown. */
export interface Shown {
  /** In the bot's own direct messages there is no channel to share it in. */
  readonly direct: boolean
  /** Questions have addresses that can be copied. */
  readonly linked: boolean
}

/** What goes to the response_url of a question. */
export function bodyOf(outcome: Outcome, placement: Placement, shown: Shown): string {
  const before = placement === 'alone' ? {} : { replace_original: placement === 'instead' }
  if (outcome.kind === 'sorry') return bodyText({ text: outcome.text, ...before })
  const { answered, locale, question } = outcome
  const key = `${locale} ${placement} ${shown.direct} ${shown.linked} ${question}`
  const found = rendered.get(answered.message)
  if (found?.key === key) return found.body
  const body = bodyText({ ...answerOf(outcome, shown), ...before })
  rendered.set(answered.message, { key, body })
  return body
}

/** An answer to one person, with what they can do next. */
export function answerOf(outcome: Outcome, shown: Shown): SlackMessage {
  if (outcome.kind === 'sorry') return { text: outcome.text, blocks: [] }
  const { answered, locale, question } = outcome
  const { message } = answered
  return fitted(
    withButtons(forEphemeral(message, locale), question.trim() || 'help', { ...message, ...shown }, locale),
    locale,
  )
}
