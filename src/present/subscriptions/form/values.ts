import { z } from 'zod'
import type { Context } from '../../../define/context.ts'
import type { FormValues } from '../../../define/form.ts'
import type { Subscription, Topic } from '../../../define/subscription.ts'
import { ownZone } from '../take-when.ts'
import { whenValues } from './when.ts'

/** What a form carries along: which subscription it changes, and the channel that it was opened in. */
const carried = z.object({ id: z.string().default(''), here: z.string().optional() })
export type Carried = z.output<typeof carried>

export const carriedIn = (metadata: string): Carried => carried.parse(JSON.parse(metadata || '{}'))

/** The value of the menu that says what is wanted. */
const whatOf = ({ kind, topic }: Topic): string => (kind === 'report' ? `report:${topic}` : kind)

/** What was chosen in it. */
export function chosenIn({ what = '' }: FormValues): 'kpi' | 'account' | { readonly report: string } {
  return what === 'kpi' || what === 'account' ? what : { report: what.replace(/^report:/, '') }
}

/** What a form begins with: a topic, if one is wanted, at its usual time, to oneself. */
export const newValues = (context: Context, topic?: Topic & { readonly label: string }): FormValues => ({
  what: 'report:weekly_digest',
  ...(topic && topicValues(topic)),
  every: 'usual',
  weekday: 'Monday',
  monthday: '1st business day',
  time: '09:00',
  zone: ownZone(context),
  place: 'dm',
  language: context.locale,
  changes: topic?.kind === 'account' ? 'changed' : 'always',
})

/** A subscription as it stands in the form. */
export function valuesOf(context: Context, subscription: Subscription, { here }: Carried): FormValues {
  const { schedule, zone, channel, locale, onlyChanges } = subscription
  const away = channel === here ? 'here' : 'channel'
  return {
    ...newValues(context, subscription),
    // In its own zone a schedule does not name it.
    ...whenValues(schedule, { ...context.company.calendar, zone }, context.locale),
    zone,
    place: channel === null ? 'dm' : away,
    ...(channel !== null && { channel }),
    language: locale,
    changes: onlyChanges ? 'changed' : 'always',
  }
}

/** A KPI's question begins with the ids of its KPIs. */
function topicValues(topic: Topic & { readonly label: string }): FormValues {
  const what = whatOf(topic)
  if (topic.kind === 'account') return { what, account: topic.label || topic.topic }
  if (topic.kind === 'report') return { what }
  const [metric = '', ...rest] = topic.topic.split(' ')
  return { what, metric, question: rest.join(' ') }
}
