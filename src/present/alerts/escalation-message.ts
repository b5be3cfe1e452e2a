import { escapeMrkdwn, section } from '../../blocks/build.ts'
import type { Observation } from '../../define/alert.ts'
import type { Message } from '../../define/message.ts'
import type { Locale, Words } from '../../define/words.ts'
import { lineSections } from '../lines.ts'
import { spoken } from '../plain.ts'
import { bilingual } from '../words.ts'

/** Sentences that are repeated; whoever reads them has the message above. */
const most = 5

/** That nobody has taken an alert on, for whoever manages those it named. `people`: `ssot.users` ids. */
export function escalationMessage(
  title: Words,
  observations: readonly Observation[],
  { people, hours, locale }: { readonly people: readonly string[]; readonly hours: number; readonly locale: Locale },
): Message {
  const say = words[locale]
  const lead = say.lead(escapeMrkdwn(title[locale]), hours)
  const lines = observations.slice(0, most).map(({ summary }) => `• ${summary[locale]}`)
  const rest = observations.length - lines.length
  const mentions = people.map((id) => `<@person:${id}>`).join(' ')
  return {
    text: spoken(locale, [title[locale]], lead),
    blocks: [
      section([mentions, lead].filter(Boolean).join(' ')),
      ...lineSections([...lines, ...(rest > 0 ? [say.more(rest)] : [])]),
    ],
    charts: [],
    readings: [],
  }
}

const words = bilingual({
  en: {
    lead: (title: string, hours: number) =>
      `Nobody has taken on “${title}” for ${hours} business hours. Please acknowledge it, or assign it to somebody.`,
    more: (n: number) => `… and ${n} more`,
  },
  ja: {
    lead: (title, hours) =>
      `「${title}」は${hours}営業時間のあいだ対応されていません。確認するか、担当を割り当ててください。`,
    more: (n) => `…ほか${n}件`,
  },
})
