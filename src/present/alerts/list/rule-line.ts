import { escapeMrkdwn } from '../../../blocks/build.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { lineName } from '../../names.ts'
import { ownerChannel } from '../check/alert-faults.ts'
import { waitsForData } from '../resting.ts'
import { listWords } from './words.ts'

/** A rule in two lines: what it is called, when it looks and where it speaks; when it fires. */
export function ruleLine(context: Context, rule: Alert): string {
  const { locale, company } = context
  const when = parseSchedule(rule.schedule, company.calendar).describe(locale)
  const where = rule.channel === ownerChannel ? listWords[locale].owner : `#${rule.channel}`
  return `• *${lineName(rule.title[locale])}* · ${when} · ${where}${waiting(context, rule)}\n      ${escapeMrkdwn(rule.summary[locale])}`
}

/** Says of a rule that a source it rests on is stale. */
export const waiting = (context: Context, rule: Alert): string =>
  waitsForData(context, rule) ? ` · ${listWords[context.locale].waiting}` : ''
