import { actions, button } from '../../../blocks/build.ts'
import type { ButtonElement } from '../../../blocks/elements.ts'
import { limits } from '../../../blocks/limits.ts'
import type { Message } from '../../../define/message.ts'
import type { Subscription } from '../../../define/subscription.ts'
import type { Locale } from '../../../define/words.ts'
import { subscribeActions } from './actions.ts'
import { formWords } from './words.ts'

type Named = Pick<Subscription, 'kind' | 'topic' | 'label'>

/** Opens the form for whoever presses it, with that topic in it where it fits into a button. */
export function subscribeButton(
  locale: Locale,
  { text = formWords[locale].open, topic }: { readonly text?: string; readonly topic?: Named },
): ButtonElement {
  const value = JSON.stringify(topic ? { topic: { kind: topic.kind, topic: topic.topic, label: topic.label } } : {})
  return button({
    text,
    actionId: subscribeActions.new,
    value: value.length <= limits.button.value ? value : '{}',
  })
}

/** Opens the form of a subscription, for whose it is. */
export const changeButton = ({ id }: Pick<Subscription, 'id'>, locale: Locale): ButtonElement =>
  button({ text: formWords[locale].change, actionId: subscribeActions.edit, value: id })

/** A message with a button in its last line. */
export const withButton = (message: Message, element: ButtonElement): Message => ({
  ...message,
  blocks: [...message.blocks, actions([element])],
})
