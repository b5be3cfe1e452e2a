import { section } from '../../blocks/build.ts'
import { formatInstant } from '../../calendar/format.ts'
import { parseSchedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import { mostSubscriptions, type NewSubscription, type Subscription } from '../../define/subscription.ts'
import { UserError } from '../../errors.ts'
import { plain } from '../plain.ts'
import type { SubscribeArgs } from './parse.ts'
import { newSubscription, refusalFor, subscriptionsOf, withKeptWords } from './settle.ts'
import { topicName } from './topic.ts'
import { words } from './words.ts'

/** Subscribes the asker, or a channel seen with the asker's eyes, and says when the first comes. */
export async function subscribeMessage(context: Context, args: SubscribeArgs): Promise<Message> {
  const { locale } = context
  const say = words[locale]
  const subscriptions = subscriptionsOf(context)
  const subscription = await withKeptWords(context, subscriptions, await newSubscription(context, args))
  const refused = await refusalFor(context, subscriptions, args.wanted, subscription)
  if (refused) throw new UserError(refused.text)
  const result = await subscriptions.add(subscription)
  if (result === 'too many') throw new UserError(say.tooMany(mostSubscriptions))
  const text = confirmation(context, subscription, result)
  const [line = ''] = text.split('\n')
  return { text: plain(line, locale), blocks: [section(text)], charts: [], readings: [], personal: true }
}

/** "Subscribed: *Daily stand-up*, weekdays at 09:00 (Asia/Tokyo), as a direct message." and, in a line below, its first or next time. */
export function confirmation(
  context: Context,
  subscription: NewSubscription,
  result: 'added' | 'changed' | 'same',
): string {
  const { locale, company, now, catalog } = context
  const say = words[locale]
  const { zone } = subscription
  const what = topicName(subscription, catalog, locale)
  const next = parseSchedule(subscription.schedule, company.calendar, zone).next(now)
  const at = formatInstant(next, zone, locale)
  return `${say[result](what, howText(context, subscription))}\n${result === 'added' ? say.first(at) : say.next(at)}`
}

/** "weekdays at 09:00 (Asia/Tokyo), as a direct message": when, by whose clock, and where. */
export function howText({ locale, company }: Context, subscription: NewSubscription): string {
  const say = words[locale]
  const { schedule, zone, onlyChanges } = subscription
  // In its own zone a schedule does not name it, and here it is always named.
  const when = parseSchedule(schedule, { ...company.calendar, zone }).describe(locale)
  return say.how(when, zone, placeText(subscription, locale), onlyChanges ? say.changes : '')
}

export const placeText = ({ channel }: Pick<Subscription, 'channel'>, locale: 'en' | 'ja'): string =>
  channel === null ? words[locale].direct : words[locale].channel(channel)
