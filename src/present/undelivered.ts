import { escapeMrkdwn, section } from '../blocks/build.ts'
import type { Message } from '../define/message.ts'
import type { Locale, Words } from '../define/words.ts'
import { bilingual } from './words.ts'

/** What was not posted, and why. */
export interface Undelivered {
  /** Of the report or alert. */
  readonly title: Words
  /** As configuration calls it; undefined when it no longer does. */
  readonly channelName: string | undefined
  /** A Slack id. */
  readonly channel: string
  /** As the ledger has it. */
  readonly error: string
}

/** Tells a person who can act that a channel takes no messages, and what to do. */
export function undelivered({ title, channelName, channel, error }: Undelivered, locale: Locale): Message {
  const say = words[locale]
  const name = channelName === undefined ? channel : `#${channelName}`
  const link = channelName === undefined ? `<#${channel}>` : `<#${channel}> (${escapeMrkdwn(channelName)})`
  const why = errorText(error, locale)
  const lines = [
    `*${say.lead(escapeMrkdwn(title[locale]), link)}*`,
    escapeMrkdwn(why),
    escapeMrkdwn(adviceOn(error)[locale]),
    `_${say.once}_`,
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

const words = bilingual({
  en: {
    lead: (title: string, channel: string) => `“${title}” could not be posted to ${channel}.`,
    refused: (error: string) => `Slack or the queue says: ${error}.`,
    once: 'I tell this once, and again only after something has arrived there. `revops deliveries --state failed` lists what did not.',
  },
  ja: {
    lead: (title, channel) => `「${title}」を ${channel} に投稿できませんでした。`,
    refused: (error) => `エラー：${error}`,
    once: 'この通知は一度だけです（そのチャンネルへの投稿が一度成功するまで再通知しません）。未投稿の一覧は `revops deliveries --state failed` で確認できます。',
  },
})

const invite: Words = {
  en: 'Invite the bot with `/invite @RevOps` in the channel, then `revops deliveries retry <key>`.',
  ja: 'チャンネルで `/invite @RevOps` を実行してから、`revops deliveries retry <key>` で再送してください。',
}
const remap: Words = {
  en: 'Name another channel for it under `channels` in the REVOPS_CONFIG file and restart.',
  ja: 'REVOPS_CONFIG ファイルの `channels` で別のチャンネルを指定し、再起動してください。',
}
const asItIs: Words = {
  en: 'The log names the message; once the cause is mended, `revops deliveries retry <key>` sends it.',
  ja: 'ログに該当メッセージが記録されています。原因を解消してから `revops deliveries retry <key>` で再送してください。',
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
      en: 'Grant the scope `groups:read` (install the app again), then `revops deliveries retry <key>`.',
      ja: 'アプリを再インストールして `groups:read` の権限を付与してから、`revops deliveries retry <key>` で再送してください。',
    },
  },
}
