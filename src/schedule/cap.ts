import type { Temporal } from 'temporal-polyfill'
import { isBusinessDay, previousBusinessDay } from '../calendar/business-days.ts'
import type { CompanyCalendar } from '../calendar/company.ts'
import type { AlertPlace } from '../state/series.ts'
import type { NewsGroup } from './group.ts'
import { digest } from './key.ts'

/** Keys of summaries, apart from those of alerts' own messages. */
const prefix = 'more.'
export const isSummary = (key: string): boolean => key.startsWith(prefix)

/** The business day that an instant counts to, from its midnight: a weekend counts to the Friday before it. */
export function alertDay(now: Temporal.Instant, calendar: CompanyCalendar): Temporal.Instant {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate()
  const day = isBusinessDay(today, calendar) ? today : previousBusinessDay(today, calendar)
  return day.toZonedDateTime(calendar.zone).toInstant()
}

/** The one summary that a channel has on a business day. */
export const summaryKey = (channel: string, day: Temporal.Instant): string =>
  `${prefix}${digest([channel, day.toString()]).slice(0, 22)}`

/**
 * Keeps new messages as far as the channel has room for them today, in their order; the others join the day's summary.
 * `told`: how many a channel has had. News of what was told before has its place already.
 */
export function capNews(
  groups: readonly NewsGroup[],
  {
    told,
    most,
    day,
  }: { readonly told: ReadonlyMap<string, number>; readonly most: number; readonly day: Temporal.Instant },
): NewsGroup[] {
  const left = new Map<string, number>()
  return groups.map((group) => {
    const { channel } = group.post
    if (!group.isNew) return group
    const room = left.get(channel) ?? most - (told.get(channel) ?? 0)
    left.set(channel, room - 1)
    if (room > 0) return group
    const post: AlertPlace = { ...group.post, key: summaryKey(channel, day) }
    return { ...group, post }
  })
}
