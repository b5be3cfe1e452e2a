import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../define/context.ts'
import type { FormValues, SavedForm } from '../define/form.ts'
import type { SubscribeDesk, Subscriber } from '../define/subscribe-desk.ts'
import { mostSubscriptions, type NewSubscription, type Subscribed, type Subscription } from '../define/subscription.ts'
import { UserError } from '../errors.ts'
import { noteModal } from '../present/modal.ts'
import { unmarked } from '../present/plain.ts'
import { subscribeActions } from '../present/subscriptions/form/actions.ts'
import { subscribeForm } from '../present/subscriptions/form/form.ts'
import { type Carried, carriedIn, newValues, valuesOf } from '../present/subscriptions/form/values.ts'
import { formWords } from '../present/subscriptions/form/words.ts'
import type { Wanted } from '../present/subscriptions/parse.ts'
import { newSubscription, refusalFor, subscriptionsOf, withKeptWords } from '../present/subscriptions/settle.ts'
import { confirmation } from '../present/subscriptions/subscribe.ts'
import { words } from '../present/subscriptions/words.ts'
import { contextFor, type Workshop } from './context.ts'
import { personByEmail } from './identity.ts'
import { readSubscription } from './read-subscription.ts'

/** Subscriptions by a form: what it says is read, refused and kept as the command's words are. */
export function createSubscribeDesk(workshop: Workshop, clock: { now(): Temporal.Instant }): SubscribeDesk {
  async function contextOf(maker: Subscriber, here: string | undefined): Promise<Context> {
    const { email, locale, zone, unfit } = maker
    const snapshot = await workshop.source.snapshot()
    const who = personByEmail(snapshot.people, email, locale, workshop.company.contact)
    const asked = { channel: here, zone, unfit }
    return contextFor(workshop, { who, locale, now: clock.now(), snapshot, asked })
  }

  return {
    waiting: (locale) => note(formWords[locale].title.new, locale, formWords[locale].wait),
    sorry: (locale, text) => note(formWords[locale].sorry, locale, text),
    async form(maker, seed, here) {
      const context = await contextOf(maker, here)
      // In a direct message, here is one's own.
      const carried = { id: seed.kind === 'edit' ? seed.id : '', here: here?.startsWith('D') ? undefined : here }
      const kept = await changed(context, carried)
      return subscribeForm(
        context,
        kept ? valuesOf(context, kept, carried) : newValues(context, seed.kind === 'new' ? seed.topic : undefined),
        carried,
      )
    },
    async redraw(maker, { metadata, values }) {
      const carried = carriedIn(metadata)
      const context = await contextOf(maker, carried.here)
      // Fields that were not there begin as they would have.
      return subscribeForm(context, { ...newValues(context), ...values }, carried)
    },
    async save(maker, { metadata, values }) {
      const carried = carriedIn(metadata)
      const context = await contextOf(maker, carried.here)
      const kept = await changed(context, carried)
      const form = readSubscription(context, values, { here: carried.here, kept })
      if ('errors' in form) return { errors: shown(context, form.errors, values) }
      const { args } = form
      const wished = await newSubscription(context, args).catch((error: unknown) => {
        // Only what an account is called is looked up here.
        if (error instanceof UserError && args.wanted.kind === 'account') return error
        throw error
      })
      if (wished instanceof UserError) return { errors: shown(context, { account: wished.message }, values) }
      return keep(context, args.wanted, wished, { kept, values })
    },
  }
}

/** The subscription that a form changes; undefined for a new one. Throws a UserError for one that is gone, or another's. */
async function changed(context: Context, { id }: Carried): Promise<Subscription | undefined> {
  const subscriptions = subscriptionsOf(context)
  if (id === '') return undefined
  const found = (await subscriptions.of(context.who.id)).find((each) => each.id === id)
  if (!found) throw new UserError(formWords[context.locale].gone)
  return found
}

async function keep(
  context: Context,
  wanted: Wanted,
  wished: NewSubscription,
  { kept, values }: { readonly kept: Subscription | undefined; readonly values: FormValues },
): Promise<SavedForm> {
  const { locale } = context
  const say = formWords[locale]
  const subscriptions = subscriptionsOf(context)
  const subscription = await withKeptWords(context, subscriptions, wished, kept?.id)
  const refused = await refusalFor(context, subscriptions, wanted, subscription)
  if (refused) return { errors: shown(context, { [refused.about]: refused.text }, values) }
  const saved = (result: Exclude<Subscribed, 'too many'>): SavedForm => ({
    saved: note(say.title[kept ? 'edit' : 'new'], locale, confirmation(context, subscription, result)),
  })
  if (!kept) {
    const result = await subscriptions.add(subscription)
    return result === 'too many'
      ? { errors: shown(context, { what: words[locale].tooMany(mostSubscriptions) }, values) }
      : saved(result)
  }
  const result = await subscriptions.change(kept.id, subscription)
  if (result === 'gone') throw new UserError(say.gone)
  return result === 'taken' ? { errors: { what: say.taken } } : saved(result)
}

/** The menu that a field comes from: what is wrong with one that is not there yet is told there. */
const menuOf: Readonly<Record<string, string>> = {
  metric: 'what',
  question: 'what',
  account: 'what',
  weekday: 'every',
  monthday: 'every',
  time: 'every',
  schedule: 'every',
  channel: 'place',
}

/** Errors beside the fields that are there, or Slack takes none of them: a place that was chosen by its channel is wrong there. */
const shown = (
  { locale }: Context,
  errors: Readonly<Record<string, string>>,
  values: FormValues,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).map(([field, text]) => {
      const wanted = field === 'place' && values.place === 'channel' ? 'channel' : field
      return [wanted in values ? wanted : (menuOf[wanted] ?? wanted), unmarked(text, locale)]
    }),
  )

const note = (title: string, locale: Context['locale'], text: string) =>
  noteModal(subscribeActions.form, title, formWords[locale].close, text)
