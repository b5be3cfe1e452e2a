import type { Message } from '../define/message.ts'
import { fitted, forEphemeral } from '../present/surface.ts'
import type { Outcome } from './conversation.ts'
import { bodyText } from './respond.ts'
import { withButtons } from './share.ts'

/** What a shared answer was last sent as: it is rendered once, however many people ask. */
const rendered = new WeakMap<Message, { readonly key: string; readonly body: string }>()

/** Where an answer goes: alone, in the place of what was said meanwhile, or beside the message that was clicked. */
export type Placement = 'alone' | 'instead' | 'beside'

/** What goes to the response_url of a question. */
export function bodyOf(outcome: Outcome, question: string, placement: Placement): string {
  const before = placement === 'alone' ? {} : { replace_original: placement === 'instead' }
  if (outcome.kind === 'sorry') return bodyText({ text: outcome.text, ...before })
  const { answered, locale } = outcome
  const key = `${locale} ${placement} ${question}`
  const found = rendered.get(answered.message)
  if (found?.key === key) return found.body
  const shareable = withButtons(
    forEphemeral(answered.message, locale),
    question.trim() || 'help',
    answered.message,
    locale,
  )
  const body = bodyText({ ...fitted(shareable, locale), ...before })
  rendered.set(answered.message, { key, body })
  return body
}
