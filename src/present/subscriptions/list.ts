import { actions, header, section } from '../../blocks/build.ts'
import { formatInstant } from '../../calendar/format.ts'
import { parseSchedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import type { FollowUp, Message } from '../../define/message.ts'
import type { Subscription } from '../../define/subscription.ts'
import { lineSections } from '../lines.ts'
import { lineName, recordName } from '../names.ts'
import { mayName } from '../person-name.ts'
import { spoken } from '../plain.ts'
import { changeButton, subscribeButton } from './form/buttons.ts'
import { formWords } from './form/words.ts'
import { subscriptionsOf } from './settle.ts'
import { howText } from './subscribe.ts'
import { topicName, topicTyped } from './topic.ts'
import { words } from './words.ts'

/** Buttons that one line of a phone can carry without becoming a wall. */
const mostButtons = 5

/** Lines with a button beside them that leave room for all the others. */
const mostChangeable = 25

/** What the asker is subscribed to and what else comes into the channel they ask in, each with its next time. */
export async function subscriptionsMessage(context: Context): Promise<Message> {
  const { locale, who, asked } = context
  const say = words[locale]
  const subscriptions = subscriptionsOf(context)
  const channel = asked?.channel
  const [own, here] = await Promise.all([
    subscriptions.of(who.id),
    channel === undefined ? [] : subscriptions.into(channel),
  ])
  const others = here.filter(({ person, paused }) => person !== who.id && paused === null)
  const lead = own.length === 0 ? say.none : say.count(own.length)
  const also = others.length > 0 ? [`*${say.comesHere}*`, ...others.map((each) => othersLine(context, each))] : []
  return {
    text: spoken(locale, [say.title], lead),
    blocks: [
      header(say.title),
      section(lead),
      ...own
        .slice(0, mostChangeable)
        .map((each) => section(subscriptionLine(context, each), changeButton(each, locale))),
      ...lineSections(own.slice(mostChangeable).map((each) => subscriptionLine(context, each))),
      ...lineSections(also),
      actions([subscribeButton(locale, { text: formWords[locale].add })], 'new subscription'),
    ],
    charts: [],
    readings: [],
    followUps: own.slice(0, mostButtons).map((each) => stopButton(context, each)),
    personal: true,
  }
}

/** What comes, where and when next. */
export function subscriptionLine(context: Context, subscription: Subscription): string {
  const { locale, company, now } = context
  const say = words[locale]
  const { schedule, zone, paused } = subscription
  const next = () => formatInstant(parseSchedule(schedule, company.calendar, zone).next(now), zone, locale)
  const state = paused === null ? say.nextAt(next()) : `_${say.paused}_`
  return `• ${linkedTopic(context, subscription)} · ${howText(context, subscription)} · ${state}`
}

/** In bold; an account is a link, where configuration says where accounts are. */
function linkedTopic({ locale, catalog, company }: Context, subscription: Subscription): string {
  const { kind, topic, label } = subscription
  return kind === 'account'
    ? recordName(company.links.account, topic, label)
    : `*${topicName(subscription, catalog, locale)}*`
}

function othersLine(context: Context, subscription: Subscription): string {
  const { locale, catalog, people } = context
  const say = words[locale]
  const person = people.find(({ id }) => id === subscription.person)
  const by = mayName(context, subscription.person) ? [say.by(person && lineName(person.name))] : []
  return [`• ${topicName(subscription, catalog, locale)}`, howText(context, subscription), ...by].join(' · ')
}

function stopButton({ locale, catalog }: Context, subscription: Subscription): FollowUp {
  const say = words[locale]
  const { channel } = subscription
  const what = topicName(subscription, catalog, locale).slice(0, 40)
  const place = channel === null ? 'dm' : `#${channel}`
  return {
    label: channel === null ? say.stop(what) : say.stopHere(what),
    question: `unsubscribe ${topicTyped(subscription)} ${place}`,
  }
}
