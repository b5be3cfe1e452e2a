import { escapeMrkdwn, section } from '../blocks/build.ts'
import type { Message } from '../define/message.ts'
import type { Stranger, Strangers } from '../define/stranger.ts'
import type { Locale } from '../define/words.ts'
import { bilingual } from '../present/words.ts'
import { addDeliveries, directTo } from '../state/deliveries.ts'
import { inTransaction } from '../state/transaction.ts'
import { callDrain } from './call-drain.ts'
import { digest } from './key.ts'
import { placeOf, type Tools } from './tools.ts'

/** The logical channel of those who run the bot. */
const opsChannel = 'ops'
const source = 'link_request'

/**
 * Tells those who run the bot of somebody who asked and is not in ssot.users: in the channel `ops`, else in the direct
 * messages of whoever answers for it. Once a person and day, by the queue's own keys, however many replicas meet them.
 */
export function createLinkRequests({
  pool,
  workshop,
  config,
  clock,
  ownersOf,
  log,
}: Pick<Tools, 'pool' | 'workshop' | 'config' | 'clock' | 'ownersOf' | 'log'>): Strangers {
  async function request(stranger: Stranger): Promise<void> {
    const due = clock.now()
    const day = due.toZonedDateTimeISO(workshop.company.calendar.zone).toPlainDate().toString()
    const place = placeOf(config, opsChannel)
    const places = place
      ? [place]
      : (await ownersOf(source)).map((email) => ({ channel: directTo(email), locale: config.locale }))
    if (places.length === 0)
      log.warn({ slackUser: stranger.slackUser }, 'a stranger asked, and there is nobody to tell')
    const deliveries = places.map(({ channel, locale }) => ({
      key: digest([source, stranger.slackUser, day, channel]),
      channel,
      locale,
      message: requestMessage(stranger, locale),
    }))
    await inTransaction(pool, async (db) => {
      await addDeliveries(db, { kind: 'notice', id: source, due }, deliveries)
      for (const { channel } of deliveries) await callDrain(db, channel)
    })
  }

  return {
    met(stranger) {
      request(stranger).catch((error: unknown) => log.error({ err: error }, 'a link request was not written down'))
    },
  }
}

function requestMessage({ slackUser, email }: Stranger, locale: Locale): Message {
  const say = words[locale]
  const text = say.asked(`<@${slackUser}>`, email === undefined ? undefined : escapeMrkdwn(email))
  return { text: `${text} ${say.todo}`, blocks: [section(`${text}\n${say.todo}`)], charts: [], readings: [] }
}

const words = bilingual({
  en: {
    asked: (user: string, email: string | undefined) =>
      email === undefined
        ? `${user} asked RevOps something, but Slack tells no confirmed e-mail of theirs.`
        : `${user} (${email}) asked RevOps something, but nobody active in \`ssot.users\` has this e-mail.`,
    todo: 'If they are to have access, put it right in the source of `ssot.users` or in Slack: it counts within a minute. I tell this once a day.',
  },
  ja: {
    asked: (user, email) =>
      email === undefined
        ? `${user} さんからRevOpsに質問がありましたが、Slackで確認済みのメールアドレスがありません。`
        : `${user} さん（${email}）からRevOpsに質問がありましたが、\`ssot.users\` に該当する有効なユーザーがいません。`,
    todo: '利用を許可する場合は、`ssot.users` の元データまたはSlackのメールアドレスを修正してください（1分以内に反映）。この通知は1人につき1日1回です。',
  },
})
