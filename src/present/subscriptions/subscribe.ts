import { section } from '../../blocks/build.ts'
import { formatInstant } from '../../calendar/format.ts'
import { parseSchedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import {
  mostSubscriptions,
  type NewSubscription,
  type Subscribed,
  type Subscription,
  type Subscriptions,
} from '../../define/subscription.ts'
import { UserError } from '../../errors.ts'
import { accountNamed } from '../accounts/find.ts'
import { lineName } from '../names.ts'
import { plain } from '../plain.ts'
import { audienceOf, refusalOf } from './allowed.ts'
import type { SubscribeArgs, Wanted } from './parse.ts'
import { ownZone } from './take-when.ts'
import { topicName } from './topic.ts'
import { words } from './words.ts'

/** When a KPI or an account comes unless somebody says otherwise. */
const usual = { kpi: 'mondays at 09:00', account: 'business days at 09:00' } as const

/** The bot's memory of who follows what. Throws a UserError where there is none, or where the question is about the past. */
export function subscriptionsOf({ subscriptions, endOfDay, locale }: Context): Subscriptions {
  if (!subscriptions) throw new UserError(words[locale].noDatabase)
  if (endOfDay) throw new UserError(words[locale].onlyNow)
  return subscriptions
}

/** Subscribes the asker, or a channel seen with the asker's eyes, and says when the first comes. */
export async function subscribeMessage(context: Context, args: SubscribeArgs): Promise<Message> {
  const { locale } = context
  const say = words[locale]
  const subscriptions = subscriptionsOf(context)
  const subscription = await newSubscription(context, args)
  await refuseWhatMayNotBe(context, subscriptions, args.wanted, subscription)
  const result = await subscriptions.add(subscription)
  if (result === 'too many') throw new UserError(say.tooMany(mostSubscriptions))
  return confirmation(context, subscription, result)
}

async function newSubscription(context: Context, args: SubscribeArgs): Promise<NewSubscription> {
  const { company, now, who } = context
  const channel = args.channel ?? null
  // A report's own hour is the company's in a channel, and one's own in one's direct messages.
  const zone = args.when || channel === null ? ownZone(context) : company.calendar.zone
  const topic = await topicOf(context, args.wanted)
  return {
    ...topic,
    person: who.id,
    channel,
    locale: company.channels.find(({ id }) => id === channel)?.locale ?? context.locale,
    schedule: args.when?.text ?? usualTime(args.wanted),
    zone,
    onlyChanges: args.onlyChanges ?? args.wanted.kind === 'account',
    knownSince: now,
  }
}

const usualTime = (wanted: Wanted): string => (wanted.kind === 'report' ? wanted.report.schedule : usual[wanted.kind])

async function topicOf(context: Context, wanted: Wanted): Promise<Pick<Subscription, 'kind' | 'topic' | 'label'>> {
  if (wanted.kind === 'report') return { kind: 'report', topic: wanted.id, label: '' }
  if (wanted.kind === 'kpi') return { kind: 'kpi', topic: wanted.question, label: '' }
  const account = await accountNamed(context, wanted.name)
  return { kind: 'account', topic: account.id, label: account.name ?? account.id }
}

async function refuseWhatMayNotBe(
  context: Context,
  subscriptions: Subscriptions,
  wanted: Wanted,
  { channel, kind, topic }: NewSubscription,
): Promise<void> {
  const { locale, who, asked, company, people } = context
  const say = words[locale]
  const report = wanted.kind === 'report' ? wanted.report : undefined
  const audience = audienceOf({ kind, topic }, report)
  const refused = refusalOf(audience, context, channel !== null)
  if (refused) throw new UserError(refused[locale])
  if (channel === null) return
  const unfit = await asked?.unfit(channel)
  if (unfit) throw new UserError(say[unfit])
  if (company.channels.some(({ name, id }) => name === report?.channel && id === channel)) {
    throw new UserError(say.postedAnyway)
  }
  // Everybody who may subscribe a channel to the company's sees the same.
  if (audience === 'team') return
  const other = (await subscriptions.into(channel)).find(
    (each) => each.kind === kind && each.topic === topic && each.person !== who.id && each.paused === null,
  )
  const name = people.find(({ id }) => id === other?.person)?.name
  if (other) throw new UserError(say.postedBy(lineName(name ?? say.somebody)))
}

/** "Subscribed: *Daily stand-up*, weekdays at 09:00 (Asia/Tokyo), as a direct message." */
function confirmation(context: Context, subscription: NewSubscription, result: Subscribed): Message {
  const { locale, company, now, catalog } = context
  const say = words[locale]
  const { zone } = subscription
  const what = topicName(subscription, catalog, locale)
  const line = say[result === 'too many' ? 'same' : result](what, howText(context, subscription))
  const next = parseSchedule(subscription.schedule, company.calendar, zone).next(now)
  return {
    text: plain(line, locale),
    blocks: [section(`${line}\n${say.next(formatInstant(next, zone, locale))}`)],
    charts: [],
    readings: [],
    personal: true,
  }
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
