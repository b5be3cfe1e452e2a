import { Temporal } from 'temporal-polyfill'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { UserError } from '../../../errors.ts'
import { bilingual } from '../../words.ts'

/** More looks than this at the past are refused. */
const most = 3_000

/** When a rule would have been evaluated in the last `days`, up to the context's own instant. */
export function dueInstants(
  { now, locale, company: { calendar } }: Context,
  { schedule }: Pick<Alert, 'schedule'>,
  days: number,
): Temporal.Instant[] {
  const { next } = parseSchedule(schedule, calendar)
  const found: Temporal.Instant[] = []
  const from = now.toZonedDateTimeISO(calendar.zone).subtract({ days }).toInstant()
  for (let at = next(from); Temporal.Instant.compare(at, now) <= 0; at = next(at)) {
    if (found.length === most) throw new UserError(words[locale](days, most))
    found.push(at)
  }
  return found
}

const words = bilingual({
  en: (days: number, n: number) =>
    `In ${days} days this rule looks more than ${n.toLocaleString('en')} times. Ask for fewer days.`,
  ja: (days, n) => `このルールは${days}日間に${n.toLocaleString('en')}回を超えて評価されます。日数を減らしてください。`,
})
