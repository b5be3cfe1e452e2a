import { parseSchedule } from '../../calendar/schedule.ts'
import type { Context } from '../../define/context.ts'
import type { NewSubscription, Subscription, Subscriptions } from '../../define/subscription.ts'
import { UserError } from '../../errors.ts'
import { accountNamed } from '../accounts/find.ts'
import { lineName } from '../names.ts'
import { audienceOf, refusalOf } from './allowed.ts'
import type { SubscribeArgs, Wanted } from './parse.ts'
import { ownZone } from './take-when.ts'
import { words } from './words.ts'

/** When a KPI or an account comes unless somebody says otherwise. */
const usual = { kpi: 'mondays at 09:00', account: 'business days at 09:00' } as const

/** The bot's memory of who follows what. Throws a UserError where there is none, or where the question is about the past. */
export function subscriptionsOf({ subscriptions, endOfDay, locale }: Context): Subscriptions {
  if (!subscriptions) throw new UserError(words[locale].noDatabase)
  if (endOfDay) throw new UserError(words[locale].onlyNow)
  return subscriptions
}

/** What was asked for, with all that was left out as it is usual. Throws a UserError for an account that is none or several. */
export async function newSubscription(context: Context, args: SubscribeArgs): Promise<NewSubscription> {
  const { company, now, who } = context
  const channel = args.channel ?? null
  // A report's own hour is the company's in a channel, and one's own in one's direct messages.
  const zone = args.zone ?? (args.when || channel === null ? ownZone(context) : company.calendar.zone)
  const topic = await topicOf(context, args.wanted)
  return {
    ...topic,
    person: who.id,
    channel,
    locale: args.locale ?? company.channels.find(({ id }) => id === channel)?.locale ?? context.locale,
    schedule: args.when?.text ?? usualTime(args.wanted),
    zone,
    onlyChanges: args.onlyChanges ?? args.wanted.kind === 'account',
    knownSince: now,
  }
}

/** A schedule that is written otherwise than where it is kept, and says the same, is no change. */
export async function withKeptWords(
  { company }: Context,
  subscriptions: Subscriptions,
  wanted: NewSubscription,
  keptId?: string,
): Promise<NewSubscription> {
  const { person, kind, topic, channel, schedule } = wanted
  const isKept = (each: Subscription): boolean =>
    keptId === undefined ? each.kind === kind && each.topic === topic && each.channel === channel : each.id === keptId
  const kept = (await subscriptions.of(person)).find(isKept)
  const said = (text: string): string => parseSchedule(text, company.calendar).describe('en')
  return kept && said(kept.schedule) === said(schedule) ? { ...wanted, schedule: kept.schedule } : wanted
}

const usualTime = (wanted: Wanted): string => (wanted.kind === 'report' ? wanted.report.schedule : usual[wanted.kind])

/** The same for a report by its id, or for any KPI or account; undefined for what is none of these. */
export function usualTimeOf({ catalog }: Context, what: 'kpi' | 'account' | { readonly report: string }) {
  return typeof what === 'string' ? usual[what] : catalog.reports.get(what.report)?.schedule
}

async function topicOf(context: Context, wanted: Wanted): Promise<Pick<Subscription, 'kind' | 'topic' | 'label'>> {
  if (wanted.kind === 'report') return { kind: 'report', topic: wanted.id, label: '' }
  if (wanted.kind === 'kpi') return { kind: 'kpi', topic: wanted.question, label: '' }
  const account = await accountNamed(context, wanted.name)
  return { kind: 'account', topic: account.id, label: account.name ?? account.id }
}

/** Why somebody may not have that, or not there. */
export interface Refusal {
  readonly about: 'what' | 'place'
  readonly text: string
}

/** What stands in the way of a subscription; undefined where nothing does. The command and the form ask here alike. */
export async function refusalFor(
  context: Context,
  subscriptions: Subscriptions,
  wanted: Wanted,
  { channel, kind, topic }: NewSubscription,
): Promise<Refusal | undefined> {
  const { locale, who, asked, company, people } = context
  const say = words[locale]
  const report = wanted.kind === 'report' ? wanted.report : undefined
  const audience = audienceOf({ kind, topic }, report)
  const never = refusalOf(audience, context, false)
  if (never) return { about: 'what', text: never[locale] }
  if (channel === null) return undefined
  const refuse = (text: string): Refusal => ({ about: 'place', text })
  const notThere = refusalOf(audience, context, true)
  if (notThere) return refuse(notThere[locale])
  const unfit = await asked?.unfit(channel)
  if (unfit) return refuse(say[unfit])
  if (company.channels.some(({ name, id }) => name === report?.channel && id === channel)) {
    return refuse(say.postedAnyway)
  }
  // Everybody who may subscribe a channel to the company's sees the same.
  if (audience === 'team') return undefined
  const other = (await subscriptions.into(channel)).find(
    (each) => each.kind === kind && each.topic === topic && each.person !== who.id && each.paused === null,
  )
  const name = people.find(({ id }) => id === other?.person)?.name
  return other && refuse(say.postedBy(name === undefined ? undefined : lineName(name)))
}
