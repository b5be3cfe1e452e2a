import { formatInstant } from '../calendar/format.ts'
import type { Message, MessageBlock } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from '../present/words.ts'
import type { ClaimedRun } from '../state/runs.ts'

/** A message that comes late says so, and as of when it was due: its figures are those of that instant. */
export function markLate(message: Message, { late, waits, due }: ClaimedRun, locale: Locale, zone: string): Message {
  if (!late) return message
  const text = say[locale][waits > 0 ? 'waited' : 'late'](formatInstant(due, zone, locale))
  const note: MessageBlock = { type: 'context', elements: [{ type: 'mrkdwn', text }] }
  return { ...message, blocks: [...message.blocks, note] }
}

const say = bilingual({
  en: {
    late: (due: string) => `Posted late: this was due ${due}.`,
    waited: (due: string) => `This was due ${due}, and waited for fresh data.`,
  },
  ja: {
    late: (due) => `遅延投稿：本来の予定は ${due} でした。`,
    waited: (due) => `データの更新を待ったため、予定（${due}）より遅れて投稿しました。`,
  },
})
