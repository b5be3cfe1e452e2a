import type { ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'
import { bilingual } from '../../present/words.ts'
import { isSlackUrl, respondTo } from '../respond.ts'

const asked = z.looseObject({
  command: z.string().optional(),
  response_url: z.string().optional(),
  type: z.string().optional(),
})

/**
 * One sentence for who asks where nobody is there to answer. Events go unanswered: without an installation there is no token
 * to answer with.
 */
export async function turnAway(
  { body, ack }: ReceiverEvent,
  why: 'starting' | 'not installed',
  apiUrl: string | undefined,
): Promise<void> {
  // Whose language it is, only an installation could ask.
  const text = `${say.en[why]}\n${say.ja[why]}`
  const { command, response_url: url, type } = asked.parse(body)
  if (command !== undefined) return ack({ response_type: 'ephemeral', text })
  if (type === 'view_submission') return ack({ response_action: 'update', view: noticeView(text) })
  await ack()
  if (url !== undefined && isSlackUrl(url, apiUrl)) await respondTo(url, { text, replace_original: false })
}

const noticeView = (text: string) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'RevOps' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
})

const say = bilingual({
  en: {
    starting: 'RevOps is just starting for this workspace. Please try again in a minute.',
    'not installed': 'RevOps is not set up for this workspace. Please ask whoever runs it for you.',
  },
  ja: {
    starting: 'RevOpsはこのワークスペース向けに起動中です。1分ほど待ってからもう一度お試しください。',
    'not installed': 'RevOpsはこのワークスペースでは利用できません。RevOpsの管理者にお問い合わせください。',
  },
})
