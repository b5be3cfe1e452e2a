import type { Context } from '../define/context.ts'
import type { FormValues } from '../define/form.ts'
import type { Subscription } from '../define/subscription.ts'
import { UserError } from '../errors.ts'
import { chosenIn } from '../present/subscriptions/form/values.ts'
import { scheduleText } from '../present/subscriptions/form/when.ts'
import { formWords } from '../present/subscriptions/form/words.ts'
import { followable, type SubscribeArgs, type Wanted } from '../present/subscriptions/parse.ts'
import { isZone, readWhen } from '../present/subscriptions/take-when.ts'
import { tokensOf } from './tokens.ts'

/** What stands in the form as the command's own arguments; or what of it cannot be read, by block id. */
export type ReadSubscription = { readonly args: SubscribeArgs } | { readonly errors: Readonly<Record<string, string>> }

/**
 * Reads a form's fields with the command's own grammar. `kept`: the subscription that is changed; the account it names is
 * that one, however many share its name.
 */
export function readSubscription(
  context: Context,
  values: FormValues,
  { here, kept }: { readonly here: string | undefined; readonly kept: Subscription | undefined },
): ReadSubscription {
  const say = formWords[context.locale]
  const errors: Record<string, string> = {}
  /** A field's reading, or nothing and why. */
  const read = <T>(field: string, reading: () => T): T | undefined => {
    try {
      return reading()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      errors[field] = error.message
      return undefined
    }
  }
  const text = (field: string): string => (values[field] ?? '').normalize('NFKC').trim()
  const needed = (field: string): string => {
    if (text(field) === '') throw new UserError(say.missing)
    return text(field)
  }
  const wanted = wantedIn(context, text, { read, needed, kept })
  const zone = read('zone', () => {
    if (!isZone(needed('zone'))) throw new UserError(say.noZone(text('zone')))
    return text('zone')
  })
  const when = whenIn(context, values, zone, { read, needed })
  const channel = read('channel', () => {
    const place = text('place')
    if (place === 'dm') return null
    return place === 'here' ? (here ?? null) : needed('channel')
  })
  if (Object.keys(errors).length > 0 || !wanted || zone === undefined) return { errors }
  const onlyChanges = text('changes') === 'changed'
  return { args: { wanted, when, channel, onlyChanges, zone, locale: text('language') === 'ja' ? 'ja' : 'en' } }
}

interface Reading {
  read<T>(field: string, reading: () => T): T | undefined
  /** Throws a UserError for an empty field. */
  needed(field: string): string
}

function wantedIn(
  context: Context,
  text: (field: string) => string,
  { read, needed, kept }: Reading & { readonly kept: Subscription | undefined },
): Wanted | undefined {
  const what = chosenIn({ what: text('what') })
  if (what === 'kpi') {
    const metric = read('metric', () => needed('metric'))
    if (metric === undefined) return undefined
    // A KPI that was withdrawn meanwhile, or is not theirs to see, is nothing that the rest of the question could mend.
    if (!read('metric', () => followable('kpi', [metric], context))) return undefined
    return read('question', () => followable('kpi', [metric, ...tokensOf(text('question'))], context))
  }
  if (what === 'account') {
    return read('account', () => {
      const name = needed('account')
      if (kept?.kind === 'account' && name === kept.label.normalize('NFKC').trim()) {
        return { kind: 'account', name: kept.topic } as const
      }
      return followable('account', tokensOf(name), context)
    })
  }
  const report = context.catalog.reports.get(what.report)
  if (report) return { kind: 'report', id: what.report, report }
  read('what', () => {
    throw new UserError(formWords[context.locale].missing)
  })
  return undefined
}

function whenIn(context: Context, values: FormValues, zone: string | undefined, { read, needed }: Reading) {
  const say = formWords[context.locale]
  const every = read('every', () => needed('every'))
  if (every === undefined || every === 'usual') return undefined
  if (every === 'words') return read('schedule', () => readWhen(tokensOf(needed('schedule')), context, zone))
  if (every === 'weekly') read('weekday', () => needed('weekday'))
  if (every === 'monthly') read('monthday', () => needed('monthday'))
  return read('time', () => {
    const time = needed('time')
    try {
      return readWhen(tokensOf(scheduleText({ ...values, every, time }) ?? ''), context, zone)
    } catch (error) {
      throw error instanceof UserError ? new UserError(say.noTime(time)) : error
    }
  })
}
