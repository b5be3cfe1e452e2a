import { actions, button, context as contextBlock, escapeMrkdwn } from '../blocks/build.ts'
import type { FollowUp, Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { SendError } from '../errors.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import type { SlackMessage } from '../present/surface.ts'
import { bilingual } from '../present/words.ts'
import { askButton, askElements } from './ask-elements.ts'
import type { Channels } from './channels.ts'

export const shareAction = 'share'
/** An answer with the button that shares it and what asks on; they carry questions, not figures. */
export function withButtons(
  message: SlackMessage,
  question: string,
  { followUps = [], personal = false, alertOn }: Pick<Message, 'followUps' | 'personal' | 'alertOn'>,
  locale: Locale,
): SlackMessage {
  const share: FollowUp = { label: say[locale].share, question }
  const elements = [
    ...askElements(followUps, locale),
    ...(personal ? [] : askButton(share, shareAction)),
    ...(alertOn
      ? [button({ text: say[locale].alert, actionId: ruleActions.new, value: JSON.stringify(alertOn) })]
      : []),
  ]
  return elements.length > 0 ? { ...message, blocks: [...message.blocks, actions(elements)] } : message
}

/** What the channel sees: the answer, and who shared it. */
export function shared(message: Message, userId: string, question: string, locale: Locale): Message {
  const line = contextBlock([say[locale].by(`<@${userId}>`, escapeMrkdwn(question.slice(0, 200)))])
  return { ...message, blocks: [...message.blocks, line] }
}

export const sharedNote = (locale: Locale): string => say[locale].done

/** What to say of a post that failed; undefined when it was our mistake. */
export function failedNote(error: unknown, locale: Locale): string | undefined {
  if (!(error instanceof SendError)) return undefined
  if (error.outcomeUnknown) return say[locale].unsure
  return ['not_in_channel', 'channel_not_found'].includes(error.message) ? say[locale].invite : undefined
}

/** Why an answer may not be posted in a channel; undefined when it may. */
export async function refusal(channels: Channels, channel: string, locale: Locale): Promise<string | undefined> {
  const unfit = await channels.unfit(channel)
  return unfit && say[locale][unfit]
}

const say = bilingual({
  en: {
    share: 'Share in channel',
    alert: 'Alert me',
    by: (user: string, question: string) => `Shared by ${user} · /revops ${question}`,
    done: 'Shared in this channel.',
    invite: 'I am not in this channel: type `/invite @RevOps` here, then share again.',
    unsure: 'Slack did not say whether the answer was posted. Please look before sharing again.',
    external: 'This channel is shared with another company, so company figures are not posted here.',
    archived: 'This channel is archived, so nothing can be posted here.',
  },
  ja: {
    share: 'チャンネルに共有',
    alert: 'アラートを作成',
    by: (user, question) => `${user} さんが共有 · /revops ${question}`,
    done: 'このチャンネルに共有しました。',
    invite: 'このチャンネルに参加していません。`/invite @RevOps` と入力してから、もう一度共有してください。',
    unsure: '投稿できたかどうかSlackから応答がありません。もう一度共有する前にご確認ください。',
    external: 'このチャンネルは社外と共有されているため、社内の数値は投稿できません。',
    archived: 'このチャンネルはアーカイブ済みのため、投稿できません。',
  },
})
