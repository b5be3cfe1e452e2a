import type { WebClient } from '@slack/web-api'
import type { MessageFile } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from '../present/words.ts'

/**
 * Gives somebody a file in their direct messages with the bot: a first message opens them (`chat.postMessage` takes a
 * person's id), and the file follows there.
 */
export async function sendFile(client: WebClient, userId: string, file: MessageFile, locale: Locale): Promise<void> {
  const opened = await client.chat.postMessage({ channel: userId, text: say[locale](file.title) })
  if (opened.channel === undefined) throw new Error('Slack did not say where the direct message is')
  await client.filesUploadV2({
    channel_id: opened.channel,
    file: Buffer.from(file.content, 'utf8'),
    filename: file.name,
    title: file.title,
  })
}

const say = bilingual({
  en: (title: string) => `Here is the file you asked for: ${title}`,
  ja: (title) => `ご依頼のファイルです：${title}`,
})
