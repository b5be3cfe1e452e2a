import { escapeMrkdwn, section } from '../blocks/build.ts'
import type { Message } from '../define/message.ts'
import type { Locale, Words } from '../define/words.ts'
import { bilingual } from './words.ts'

/** What was not posted, and why. */
export interface Undelivered {
  /** Of the report, alert or subscription, as text inside a line. */
  readonly title: Words
  /** As configuration calls it; undefined when it no longer does. */
  readonly channelName: string | undefined
  /** A Slack id. */
  readonly channel: string
  /** Whose direct messages it is. */
  readonly person?: string | undefined
  /** Whoever is told made it themselves, and has nothing but Slack to act with. */
  readonly own?: Own | undefined
  /** As the ledger has it. */
  readonly error: string
}

/** What people make in Slack. */
export type Own = 'subscription' | 'rule'

/** Tells a person who can act that a channel takes no messages, and what to do. */
export function undelivered(told: Undelivered, locale: Locale): Message {
  const { title, channelName, channel, person, error, own } = told
  const say = words[locale]
  const direct = person === undefined ? undefined : say.directOf(escapeMrkdwn(person))
  const name = direct ?? (channelName === undefined ? channel : `#${channelName}`)
  const link = channelName === undefined ? `<#${channel}>` : `<#${channel}> (${escapeMrkdwn(channelName)})`
  const why = errorText(error, locale)
  const lines = [
    `*${say.lead(title[locale], direct ?? link)}*`,
    escapeMrkdwn(why),
    (own ? adviceToMaker(error, own) : adviceOn(error))[locale],
    `_${own ? say.once : `${say.once} ${say.listed}`}_`,
  ]
  return {
    text: `${say.lead(title[locale], name)} ${why}`,
    blocks: [section(lines.join('\n'))],
    charts: [],
    readings: [],
  }
}

/** An error of the ledger in words; what we have none for is told as it is. */
export function errorText(error: string, locale: Locale): string {
  return known[error]?.why[locale] ?? words[locale].refused(error)
}

const adviceOn = (error: string): Words => known[error]?.todo ?? asItIs

/** What somebody can do from Slack about what they made there. */
const adviceToMaker = (error: string, own: Own): Words => {
  const { en, ja } = elsewhere[own]
  return error === 'not_in_channel' ? { en: `${inviteMe.en} ${en}`, ja: `${inviteMe.ja}${ja}` } : elsewhere[own]
}

const inviteMe: Words = {
  en: 'Invite me there with `/invite @RevOps`.',
  ja: 'チャンネルで `/invite @RevOps` を実行してください。',
}
const elsewhere: Readonly<Record<Own, Words>> = {
  subscription: {
    en: 'Have it sent elsewhere, or stop it: `/revops subscriptions`.',
    ja: '配信先の変更や停止は `/revops subscriptions` からできます。',
  },
  rule: {
    en: 'Choose another channel for it: `/revops alerts`, *Edit*.',
    ja: 'チャンネルの変更は `/revops alerts` の「編集」からできます。',
  },
}

const words = bilingual({
  en: {
    lead: (title: string, channel: string) => `“${title}” could not be posted to ${channel}.`,
    refused: (error: string) => `Slack or the queue says: ${error}.`,
    directOf: (name: string) => `the direct messages of ${name}`,
    once: 'I tell this once, and again only after something has arrived there.',
    listed: '`revops deliveries --state failed` lists what did not.',
  },
  ja: {
    lead: (title, channel) => `「${title}」を ${channel} に投稿できませんでした。`,
    refused: (error) => `エラー：${error}`,
    directOf: (name) => `${name}さんのDM`,
    once: 'この通知は一度だけです（投稿が一度成功するまで再通知しません）。',
    listed: '未投稿の一覧は `revops deliveries --state failed` で確認できます。',
  },
})

/** What to do is mrkdwn, for its commands are code. */
const invite: Words = {
  en: 'Invite the bot with `/invite @RevOps` in the channel, then `revops deliveries retry &lt;key&gt;`.',
  ja: 'チャンネルで `/invite @RevOps` を実行してから、`revops deliveries retry &lt;key&gt;` で再送してください。',
}
const remap: Words = {
  en: 'Name another channel for it under `channels` in the REVOPS_CONFIG file and restart.',
  ja: 'REVOPS_CONFIG ファイルの `channels` で別のチャンネルを指定し、再起動してください。',
}
const asItIs: Words = {
  en: 'The log names the message; once the cause is mended, `revops deliveries retry &lt;key&gt;` sends it.',
  ja: 'ログに該当メッセージが記録されています。原因を解消してから `revops deliveries retry &lt;key&gt;` で再送してください。',
}

/** Slack's words for a channel that will not take a message: https://docs.slack.dev/reference/methods/chat.postMessage */
const known: Readonly<Record<string, { readonly why: Words; readonly todo: Words }>> = {
  not_in_channel: {
    why: { en: 'The bot is not in the channel.', ja: 'ボットがチャンネルに参加していません。' },
    todo: invite,
  },
  channel_not_found: {
    why: {
      en: 'The channel no longer exists, or is private and the bot is not in it.',
      ja: 'チャンネルが存在しないか、ボットが参加していない非公開チャンネルです。',
    },
    todo: remap,
  },
  is_archived: { why: { en: 'The channel is archived.', ja: 'チャンネルはアーカイブされています。' }, todo: remap },
  restricted_action: {
    why: {
      en: 'A setting of the workspace keeps the bot from posting there.',
      ja: 'ワークスペースの設定により、ボットは投稿できません。',
    },
    todo: { en: 'Ask an admin of the workspace to allow it.', ja: 'ワークスペースの管理者に許可を依頼してください。' },
  },
  'the channel is shared with another company': {
    why: {
      en: 'The channel is shared with another company: company figures are not posted there.',
      ja: '他社と共有されているチャンネルのため、社内の数値は投稿しません。',
    },
    todo: remap,
  },
  'it is not to be seen whether the channel is shared with another company': {
    why: {
      en: 'Slack does not let the bot see whether another company reads along in this private channel.',
      ja: '非公開チャンネルのため、社外と共有されているかどうかを確認できません。',
    },
    todo: {
      en: 'Grant the scope `groups:read` (install the app again), then `revops deliveries retry &lt;key&gt;`.',
      ja: 'アプリを再インストールして `groups:read` の権限を付与してから、`revops deliveries retry &lt;key&gt;` で再送してください。',
    },
  },
}
