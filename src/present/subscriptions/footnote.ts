import { context as contextBlock, escapeMrkdwn } from '../../blocks/build.ts'
import type { Message } from '../../define/message.ts'
import type { Subscription } from '../../define/subscription.ts'
import type { Locale } from '../../define/words.ts'
import { typed } from '../typed.ts'
import { bilingual } from '../words.ts'
import { topicTyped } from './topic.ts'

/**
 * A message with the line that says why it comes and how it stops. It joins the last line of small print, which is never
 * cut away.
 */
export function withFootnote(
  message: Message,
  subscription: Subscription,
  { when, by, locale }: { readonly when: string; readonly by: string; readonly locale: Locale },
): Message {
  const say = words[locale]
  const topic = escapeMrkdwn(topicTyped(subscription).replaceAll('`', "'"))
  const command = `\`/revops unsubscribe ${topic}${subscription.channel === null ? '' : ' here'}\``
  const line = subscription.channel === null ? say.direct(when, command) : say.channel(when, typed(by), command)
  const last = message.blocks.at(-1)
  if (last?.type !== 'context') return { ...message, blocks: [...message.blocks, contextBlock([line])] }
  const joined = { ...last, elements: [...last.elements, { type: 'mrkdwn' as const, text: line }] }
  return { ...message, blocks: [...message.blocks.slice(0, -1), joined] }
}

const words = bilingual({
  en: {
    direct: (when: string, command: string) => `You subscribed to this: ${when}. To stop: ${command}`,
    channel: (when: string, by: string, command: string) =>
      `${by} subscribed this channel: ${when}. To stop: ${command}`,
  },
  ja: {
    direct: (when, command) => `配信設定：${when}。停止するには ${command}`,
    channel: (when, by, command) => `${by}さんの設定によるチャンネル配信：${when}。停止するには ${command}`,
  },
})
