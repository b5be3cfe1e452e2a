import { escapeMrkdwn, section } from '../../blocks/build.ts'
import type { Context } from '../../define/context.ts'
import type { Message } from '../../define/message.ts'
import type { Subscription, Subscriptions } from '../../define/subscription.ts'
import { UserError } from '../../errors.ts'
import { plain } from '../plain.ts'
import { typed } from '../typed.ts'
import type { parseUnsubscribe, Wanted } from './parse.ts'
import { subscriptionsOf } from './settle.ts'
import { placeText } from './subscribe.ts'
import { reportName, topicName, topicTyped } from './topic.ts'
import { words } from './words.ts'

/** Ends a subscription of the asker's, or one in a channel that they look after. */
export async function unsubscribeMessage(
  context: Context,
  { wanted, channel }: ReturnType<typeof parseUnsubscribe>,
): Promise<Message> {
  const { locale, catalog } = context
  const say = words[locale]
  const subscriptions = subscriptionsOf(context)
  const theirs = await withinReach(context, subscriptions, channel)
  if (wanted === 'all') {
    await subscriptions.remove(theirs.map(({ id }) => id))
    return said(say.removedAll(theirs.length), locale)
  }
  const found = matching(theirs, wanted)
  const [first, ...others] = found
  if (!first) throw new UserError(say.notSubscribed(nameOf(context, wanted)))
  const what = topicName(first, catalog, locale)
  if (others.some(({ topic }) => topic !== first.topic)) {
    throw new UserError(say.several(found.map((each) => `\`${escapeMrkdwn(topicTyped(each))}\``).join(', ')))
  }
  if (channel === undefined && others.length > 0) {
    const places = found.map((each) => (each.channel === null ? '`dm`' : `<#${each.channel}>`)).join(', ')
    throw new UserError(say.severalPlaces(what, places))
  }
  await subscriptions.remove(found.map(({ id }) => id))
  return said(say.removed(what, placeText(first, locale)), locale)
}

/** Their own, in the place named; in a channel also others', for who looks after channels. */
async function withinReach(
  { who, scope }: Context,
  subscriptions: Subscriptions,
  channel: string | null | undefined,
): Promise<readonly Subscription[]> {
  if (typeof channel === 'string' && scope.kind === 'everything') return subscriptions.into(channel)
  const own = await subscriptions.of(who.id)
  return channel === undefined ? own : own.filter((each) => each.channel === channel)
}

/** Exactly that; else what it is the beginning or a part of: a KPI without its filter, an account by a piece of its name. */
function matching(theirs: readonly Subscription[], wanted: Wanted): readonly Subscription[] {
  const ofKind = theirs.filter(({ kind }) => kind === wanted.kind)
  if (wanted.kind === 'report') return ofKind.filter(({ topic }) => topic === wanted.id)
  if (wanted.kind === 'kpi') {
    const exact = ofKind.filter(({ topic }) => topic === wanted.question)
    return exact.length > 0 ? exact : ofKind.filter(({ topic }) => topic.startsWith(`${wanted.question} `))
  }
  const name = fold(wanted.name)
  const exact = ofKind.filter(({ topic, label }) => topic === wanted.name || fold(label) === name)
  return exact.length > 0 ? exact : ofKind.filter(({ label }) => fold(label).includes(name))
}

/** Words lose their quotation marks on their way here, so names do without them too. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s"“”]+/g, '')

function nameOf({ locale }: Context, wanted: Wanted): string {
  if (wanted.kind === 'report') return wanted.report.title[locale] ?? reportName(wanted.id)
  return typed(wanted.kind === 'kpi' ? wanted.question : wanted.name)
}

const said = (line: string, locale: 'en' | 'ja'): Message => ({
  text: plain(line, locale),
  blocks: [section(line)],
  charts: [],
  readings: [],
  personal: true,
})
