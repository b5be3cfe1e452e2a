import type { Message } from '../define/message.ts'
import { fitted, forEphemeral } from '../present/surface.ts'
import type { Outcome } from './conversation.ts'
import { bodyText } from './respond.ts'
import { withShare } from './share.ts'

/** What a shared answer was last sent as: it is rendered once, however many people ask. */
const rendered = new WeakMap<Message, { readonly key: string; readonly body: string }>()

/** What goes to the response_url of a question. `replace`: it takes the place of what was said meanwhile. */
export function bodyOf(outcome: Outcome, question: string, replace: boolean): string {
  const before = replace ? { replace_original: true } : {}
  if (outcome.kind === 'sorry') return bodyText({ text: outcome.text, ...before })
  const { answered, locale } = outcome
  const key = `${locale} ${replace} ${question}`
  const found = rendered.get(answered.message)
  if (found?.key === key) return found.body
  const shareable = withShare(forEphemeral(answered.message, locale), question.trim() || 'help', locale)
  const body = bodyText({ ...fitted(shareable, locale), ...before })
  rendered.set(answered.message, { key, body })
  return body
}
