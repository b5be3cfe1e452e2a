import { escapeMrkdwn } from '../../../blocks/build.ts'
import { parseSchedule } from '../../../calendar/schedule.ts'
import type { Alert } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import { lineName } from '../../names.ts'
import { ownerChannel } from '../check/alert-faults.ts'
import { listWords } from './words.ts'

/** A rule in two lines: what it is called, when it looks and where it speaks; when it fires. */
export function ruleLine({ locale, company }: Context, rule: Alert): string {
  const when = parseSchedule(rule.schedule, company.calendar).describe(locale)
  const where = rule.channel === ownerChannel ? listWords[locale].owner : `#${rule.channel}`
  return `• *${lineName(rule.title[locale])}* · ${when} · ${where}\n      ${escapeMrkdwn(rule.summary[locale])}`
}
