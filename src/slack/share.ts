import type { WebClient } from '@slack/web-api'
import { actions, button, context as contextBlock, escapeMrkdwn } from '../blocks/build.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import type { SlackMessage } from '../present/surface.ts'
import { bilingual } from '../present/words.ts'

export const shareAction = 'share'

/** The longest text a button can carry. */
const longestValue = 1_900

/** An answer with the button that shares it; the button carries the question, not the figures. */
export function withShare(message: SlackMessage, question: string, locale: Locale): SlackMessage {
  if (question.length > longestValue) return message
  const share = button({ text: say[locale].share, actionId: shareAction, value: JSON.stringify({ q: question }) })
  return { ...message, blocks: [...message.blocks, actions([share])] }
}

/** What the channel sees: the answer, and who shared it. */
export function shared(message: Message, userId: string, question: string, locale: Locale): Message {
  const line = contextBlock([say[locale].by(`<@${userId}>`, escapeMrkdwn(question.slice(0, 200)))])
  return { ...message, blocks: [...message.blocks, line] }
}

export const sharedNote = (locale: Locale): string => say[locale].done

/** Why an answer may not be posted in a channel; undefined when it may. */
export async function refusal(client: WebClient, channel: string, locale: Locale): Promise<string | undefined> {
  const { channel: info } = await client.conversations.info({ channel })
  if (info?.is_ext_shared || info?.is_pending_ext_shared) return say[locale].external
  if (info?.is_archived) return say[locale].archived
  return undefined
}

const say = bilingual({
  en: {
    share: 'Share in channel',
    by: (user: string, question: string) => `Shared by ${user} · /revops ${question}`,
    done: 'Shared in this channel.',
    external: 'This channel is shared with another company, so company figures are not posted here.',
    archived: 'This channel is archived, so nothing can be posted here.',
  },
  ja: {
    share: 'チャンネルに共有',
    by: (user, question) => `${user} さんが共有 · /revops ${question}`,
    done: 'このチャンネルに共有しました。',
    external: 'このチャンネルは社外と共有されているため、社内の数値は投稿できません。',
    archived: 'このチャンネルはアーカイブ済みのため、投稿できません。',
  },
})
