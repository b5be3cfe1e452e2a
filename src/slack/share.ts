import type { Shared } from '../answers/share.ts'
import { actions, button, context as contextBlock, escapeMrkdwn } from '../blocks/build.ts'
import type { FollowUp, Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { SendError } from '../errors.ts'
import { ruleActions } from '../present/alerts/rules/actions.ts'
import { subscribeButton } from '../present/subscriptions/form/buttons.ts'
import type { SlackMessage } from '../present/surface.ts'
import { bilingual } from '../present/words.ts'
import { askButton, askElements } from './ask-elements.ts'
import type { Channels } from './channels.ts'
import { type Member, type MembersFound, mostMembers } from './members.ts'

export const shareAction = 'share'
export const linkAction = 'copy_link'

/** What of an answer becomes its buttons; `direct`: no channel to share it in; `linked`: it can have an address. */
interface Offered extends Pick<Message, 'followUps' | 'personal' | 'alertOn' | 'subscribeTo'> {
  readonly direct: boolean
  readonly linked: boolean
}

/** An answer with the button that shares it and what asks on; they carry questions, not figures. */
export function withButtons(
  message: SlackMessage,
  question: string,
  { followUps = [], personal = false, alertOn, subscribeTo, direct, linked }: Offered,
  locale: Locale,
): SlackMessage {
  const carrying = (label: string): FollowUp => ({ label, question })
  const elements = [
    ...askElements(followUps, locale),
    ...(personal || direct ? [] : askButton(carrying(say[locale].share), shareAction)),
    ...(personal || !linked ? [] : askButton(carrying(say[locale].link), linkAction)),
    ...(alertOn
      ? [button({ text: say[locale].alert, actionId: ruleActions.new, value: JSON.stringify(alertOn) })]
      : []),
    ...(subscribeTo ? [subscribeButton(locale, { topic: subscribeTo })] : []),
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
  if (unfit === 'external' || unfit === 'archived') return say[locale][unfit]
  return unfit && unseenNote('not to be seen', locale)
}

/** Why it is not known who would read an answer. */
export const unseenNote = (why: Extract<MembersFound, string>, locale: Locale): string => say[locale].unseen[why]

/** Who may not see an answer: up to three by name, where whoever shares may know of them. */
export function closedNote(
  { closedTo, nameable }: Extract<Shared, { kind: 'closed' }>,
  readers: readonly Member[],
  locale: Locale,
): string {
  const names = nameable.slice(0, 3).flatMap((i) => (readers[i] ? [`<@${readers[i].id}>`] : []))
  return say[locale].closed(names.join(locale === 'ja' ? '、' : ', '), closedTo.length - names.length)
}

const say = bilingual({
  en: {
    share: 'Share in channel',
    link: 'Copy link',
    alert: 'Alert me',
    by: (user: string, question: string) => `Shared by ${user} · /revops ${question}`,
    done: 'Shared in this channel.',
    invite: 'I am not in this channel: type `/invite @RevOps` here, then share again.',
    unsure: 'Slack did not say whether the answer was posted. Please look before sharing again.',
    closed: (names: string, others: number) =>
      names === ''
        ? `${others === 1 ? 'One member of this channel may' : `${others} members of this channel may`} not see all of this, so it is not shared here.`
        : `${names}${others > 0 ? ` and ${others} more` : ''} may not see all of this, so it is not shared here.`,
    unseen: {
      'too many': `This channel has more than ${mostMembers} members: too many to tell who may see this. Please share it in a smaller one.`,
      'not to be seen':
        'I cannot see who is in this conversation, so nothing is shared here. Invite me with `/invite @RevOps`; for private channels I need the scope `groups:read`.',
      later: 'Slack did not say in time who all is in this channel. Please share again in a minute.',
    } satisfies Record<Extract<MembersFound, string>, string>,
    external: 'This channel is shared with another company, so company figures are not posted here.',
    archived: 'This channel is archived, so nothing can be posted here.',
  },
  ja: {
    share: 'チャンネルに共有',
    link: 'リンクを取得',
    alert: 'アラートを作成',
    by: (user, question) => `${user} さんが共有 · /revops ${question}`,
    done: 'このチャンネルに共有しました。',
    invite: 'このチャンネルに参加していません。`/invite @RevOps` と入力してから、もう一度共有してください。',
    unsure: '投稿できたかどうかSlackから応答がありません。もう一度共有する前にご確認ください。',
    closed: (names, others) =>
      names === ''
        ? `このチャンネルには、この内容をすべては閲覧できないメンバーが${others}名いるため、共有しませんでした。`
        : `${names} さん${others > 0 ? `ほか${others}名` : ''}はこの内容をすべては閲覧できないため、共有しませんでした。`,
    unseen: {
      'too many': `このチャンネルはメンバーが${mostMembers}名を超えるため、閲覧権限を確認できません。人数の少ないチャンネルで共有してください。`,
      'not to be seen':
        'この会話のメンバーを確認できないため、共有しませんでした。`/invite @RevOps` で招待してください（非公開チャンネルでは `groups:read` の権限も必要です）。',
      later: 'メンバーの確認が時間内に終わりませんでした。少し待ってからもう一度共有してください。',
    },
    external: 'このチャンネルは社外と共有されているため、社内の数値は投稿できません。',
    archived: 'このチャンネルはアーカイブ済みのため、投稿できません。',
  },
})
