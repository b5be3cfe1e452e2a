import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { contextFor } from '../answers/context.ts'
import { answerText } from '../answers/run.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Context } from '../define/context.ts'
import type { Message } from '../define/message.ts'
import type { Subscription } from '../define/subscription.ts'
import { UserError } from '../errors.ts'
import { audienceOf, refusalOf } from '../present/subscriptions/allowed.ts'
import { withFootnote } from '../present/subscriptions/footnote.ts'
import { changeButton, subscribeButton, withButton } from '../present/subscriptions/form/buttons.ts'
import { headed } from '../present/subscriptions/topic.ts'
import { scopeOf } from '../query/scope.ts'
import type { Person } from '../ssot/people.ts'
import type { ClaimedRun } from '../state/runs.ts'
import { findSubscription, noteTold, pauseSubscription } from '../state/subscriptions.ts'
import { checksMs } from './audience.ts'
import { conclude } from './conclude.ts'
import { deliveryKey } from './key.ts'
import { markLate } from './late.ts'
import type { DueSubscription } from './plan.ts'
import { refuseSubscription } from './refuse-subscription.ts'
import type { Tools } from './tools.ts'
import { waitsUntil } from './wait.ts'

/**
 * Sends what somebody is subscribed to, seen with what they may see by now, and writes it down to be sent; or says until
 * when it waits for fresh data. Who left or may not see it any more gets nothing, and is not tried again.
 */
export async function runSubscription(
  tools: Tools,
  { subscription: planned, configured }: DueSubscription,
  run: ClaimedRun,
): Promise<Temporal.Instant | undefined> {
  const { pool, workshop } = tools
  // It may have been changed or ended since it was planned, on another replica.
  const subscription = configured ? planned : await findSubscription(pool, planned.id)
  if (!subscription || subscription.paused !== null) {
    await conclude(tools, run, { outcome: 'unsubscribed' })
    return undefined
  }
  const snapshot = await workshop.source.checked(checksMs)
  // A table that is just being loaded anew takes nobody's access away.
  if (snapshot.people.length === 0) throw new Error('ssot.users is empty')
  const who = snapshot.people.find(({ id, email, active }) => active && [id, email].includes(subscription.person))
  const why = lost(tools, subscription, who, snapshot.people)
  if (!who || why) {
    await pause(tools, run, subscription, { configured, why: why ?? 'gone' })
    return undefined
  }
  const seen = { who, locale: subscription.locale, now: run.due, snapshot }
  const context = await contextFor(workshop, seen)
  const until = waits(tools, subscription, context)
  if (until) return until
  const channel = subscription.channel ?? (await tools.directChannel(who.email))
  if (channel === undefined) {
    await conclude(tools, run, { outcome: 'no channel', reason: `Slack knows nobody with the e-mail of ${who.id}` })
    return undefined
  }
  const said = await messageOf(tools, subscription, context)
  if (said instanceof UserError) {
    await refuseSubscription(tools, run, subscription, { why: said.message, who, configured })
    return undefined
  }
  const told = said && fingerprintOf(said)
  const unchanged = subscription.onlyChanges && told === subscription.told
  if (!said || told === null || unchanged) {
    await conclude(tools, run, { outcome: 'nothing to say', ...(unchanged && { reason: 'unchanged' }) })
    return undefined
  }
  const message = dressed(tools, subscription, said, { run, who, configured })
  await conclude(tools, run, {
    outcome: 'told',
    deliveries: [{ key: deliveryKey(run), channel, locale: subscription.locale, message }],
    async save(db) {
      if (!configured) await noteTold(db, subscription.id, told)
    },
  })
  return undefined
}

/** Why a subscription ends by itself, in a few words for the ledger. */
function lost(
  { workshop }: Tools,
  subscription: Subscription,
  who: Person | undefined,
  people: readonly Person[],
): string | undefined {
  if (!who) return 'whoever subscribed is not active in ssot.users any more'
  const report = workshop.catalog.reports.get(subscription.topic)
  if (subscription.kind === 'report' && !report) return 'there is no such report any more'
  const seer = { who, scope: scopeOf(who, people, workshop.access.roles) }
  const refused = refusalOf(audienceOf(subscription, report), seer, subscription.channel !== null)
  return refused && `the role ${who.role} may not have this there`
}

async function pause(
  tools: Tools,
  run: ClaimedRun,
  { id, person }: Subscription,
  { configured, why }: { readonly configured: boolean; readonly why: string },
): Promise<void> {
  tools.log.warn({ subscription: id, person, why }, 'a subscription ends: its person lost access')
  await conclude(tools, run, {
    outcome: 'no access',
    reason: why,
    async save(db) {
      if (!configured) await pauseSubscription(db, id, why)
    },
  })
}

function waits(tools: Tools, { kind, topic }: Subscription, context: Context): Temporal.Instant | undefined {
  const report = kind === 'report' ? context.catalog.reports.get(topic) : undefined
  return report && waitsUntil(tools, report, context)
}

/** Null when there is nothing to say; an error in words for people when it cannot be answered as it was asked. */
async function messageOf(
  { workshop }: Tools,
  { kind, topic }: Subscription,
  context: Context,
): Promise<Message | null | UserError> {
  try {
    if (kind === 'report') return (await context.catalog.reports.get(topic)?.run(context)) ?? null
    const text = kind === 'kpi' ? `kpi ${topic}` : `accounts "${topic}"`
    const { who, locale, now } = context
    return (await answerText(workshop, { who, locale, now }, text)).message
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** What of a message is news when it changes. The small print and "days ago" are not. */
function fingerprintOf({ gist, readings }: Message): string {
  const told = gist ?? JSON.stringify(readings.map(({ metric, keys, value }) => [metric, keys, value]))
  return createHash('sha256').update(told).digest('base64url').slice(0, 27)
}

function dressed(
  { workshop }: Tools,
  subscription: Subscription,
  said: Message,
  { run, who, configured }: { readonly run: ClaimedRun; readonly who: Person; readonly configured: boolean },
): Message {
  const { calendar } = workshop.company
  const { locale, schedule, zone } = subscription
  const when = parseSchedule(schedule, calendar, zone).describe(locale)
  const named = headed(said, subscription, workshop.catalog, locale)
  const noted = configured ? said : withFootnote(named, subscription, { when, by: who.name, locale })
  const late = markLate(noted, run, locale, calendar.zone)
  // In a channel most who read it have not subscribed it.
  if (subscription.channel !== null) return withButton(late, subscribeButton(locale, { topic: subscription }))
  return configured ? late : withButton(late, changeButton(subscription, locale))
}
