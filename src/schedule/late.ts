import { formatInstant } from '../calendar/format.ts'
import type { Message, MessageBlock } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from '../present/words.ts'
import type { ClaimedRun } from '../state/runs.ts'

/** A message that comes late says so, and as of when it was due: its figures are those of that instant. */
export function markLate(message: Message, { late, due }: ClaimedRun, locale: Locale, zone: string): Message {
  if (!late) return message
  const text = say[locale](formatInstant(due, zone, locale))
  const note: MessageBlock = { type: 'context', elements: [{ type: 'mrkdwn', text }] }
  return { ...message, blocks: [...message.blocks, note] }
}

const say = bilingual({
  en: (due: string) => `Posted late: this was due ${due}.`,
  ja: (due) => `遅延投稿：本来の予定は ${due} でした。`,
})
