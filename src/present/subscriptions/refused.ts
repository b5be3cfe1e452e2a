import { section } from '../../blocks/build.ts'
import type { CatalogView } from '../../define/catalog.ts'
import type { Message } from '../../define/message.ts'
import type { Subscription } from '../../define/subscription.ts'
import type { Locale } from '../../define/words.ts'
import { bilingual } from '../words.ts'
import { topicName } from './topic.ts'

/** Tells that what somebody subscribed to could not be answered, in the words in which the command would say why. */
export function refusedMessage(
  subscription: Subscription,
  why: string,
  { catalog, locale }: { readonly catalog: CatalogView; readonly locale: Locale },
): Message {
  const say = words[locale]
  const lead = say.lead(topicName(subscription, catalog, locale))
  return {
    text: `${lead} ${why}`,
    blocks: [section([`*${lead}*`, why, `_${say.goesOn}_`].join('\n'))],
    charts: [],
    readings: [],
  }
}

const words = bilingual({
  en: {
    lead: (what: string) => `“${what}” could not be sent.`,
    goesOn: 'I try again whenever it is due, and tell this once. To change or stop it: `/revops subscriptions`.',
  },
  ja: {
    lead: (what) => `「${what}」を配信できませんでした。`,
    goesOn: '次回以降も配信を試みます（この通知は一度だけです）。変更・停止は `/revops subscriptions` からできます。',
  },
})
