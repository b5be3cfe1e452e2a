import { context as contextBlock, escapeMrkdwn, section } from '../blocks/build.ts'
import type { StoredRule } from '../define/alert-rule.ts'
import type { Message } from '../define/message.ts'
import type { Locale, Words } from '../define/words.ts'
import { bilingual } from '../present/words.ts'
import { addDeliveries, directTo } from '../state/deliveries.ts'
import type { Db } from '../state/rows.ts'
import { callDrain } from './call-drain.ts'
import { digest } from './key.ts'
import type { Tools } from './tools.ts'

/** Tells whoever made a rule that it does not run any more; who left is stood in for by those who run the bot. */
export async function tellMaker(
  db: Db,
  { workshop, config, clock, ownersOf }: Pick<Tools, 'workshop' | 'config' | 'clock' | 'ownersOf'>,
  rule: StoredRule,
  why: Words,
): Promise<void> {
  const { people } = await workshop.source.snapshot()
  const maker = people.find(({ id, active, email }) => id === rule.madeBy && active && email !== '')
  const emails = maker ? [maker.email] : await ownersOf(rule.id)
  const deliveries = emails.map((email) => ({
    key: digest(['rule is off', rule.id, rule.knownSince.toString(), email]),
    channel: directTo(email),
    locale: config.locale,
    message: noticeOf(rule.name, why, config.locale),
  }))
  await addDeliveries(db, { kind: 'notice', id: rule.id, due: clock.now() }, deliveries)
  for (const { channel } of deliveries) await callDrain(db, channel)
}

function noticeOf(name: string, why: Words, locale: Locale): Message {
  const say = words[locale]
  const text = say.off(escapeMrkdwn(name))
  return {
    text: `${text} ${why[locale]}`,
    blocks: [section(`${text}\n${escapeMrkdwn(why[locale])}`), contextBlock([say.todo])],
    charts: [],
    readings: [],
  }
}

const words = bilingual({
  en: {
    off: (name: string) => `Your alert rule “${name}” is switched off, because it does not hold any more.`,
    todo: '`/revops alerts` lists it: edit it there, and it runs again.',
  },
  ja: {
    off: (name) => `アラートルール「${name}」の設定が有効でなくなったため、停止しました。`,
    todo: '`/revops alerts` から編集すると、再び有効になります。',
  },
})
