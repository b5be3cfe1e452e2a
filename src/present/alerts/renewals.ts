import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { escapeMrkdwn } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Locale } from '../../define/words.ts'
import { defineListing } from '../../query/listing.ts'
import { dueRenewals } from '../../ssot/facts/due-renewals.ts'
import { sql } from '../../ssot/sql.ts'
import { among } from '../accounts/listing.ts'
import { formatValue } from '../format.ts'
import { lineName } from '../names.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { csmFor, peopleWith } from './account-people.ts'

/** Days before the term's end from which it is told once more. */
const urgentDays = 30
const mostAccounts = 500

const row = z.object({
  id: z.string(),
  name: z.string().nullable(),
  mrr: z.number(),
  term_end: z.string(),
  days_left: z.number(),
  renewal_id: z.string().nullable(),
  notice_given: z.boolean(),
  csm: z.string().nullable(),
  csm_id: z.string().nullable(),
  owner_id: z.string().nullable(),
})
type RenewalRow = z.output<typeof row>

/** Terms about to end, the dearest first: those without an open renewal, and those that were told of. */
const renewalsOf = (told: readonly string[]) =>
  defineListing({
    fact: dueRenewals,
    joins: ['account', 'csm'],
    columns: {
      id: sql`f.account_id`,
      name: sql`account.name`,
      mrr: sql`f.mrr`,
      term_end: sql`f.term_end`,
      days_left: (c) => sql`f.term_end - ${c.endDay}`,
      renewal_id: sql`f.renewal_id`,
      notice_given: sql`f.notice_given`,
      csm: sql`csm.name`,
      csm_id: sql`account.csm_id`,
      owner_id: sql`account.owner_id`,
    },
    row,
    where: () => sql`(f.unopened or ${among(told)})`,
    orderBy: sql`f.mrr desc nulls last, f.account_id`,
  })

/** Every account whose term ends within 90 days and for which nobody has opened a renewal. */
export async function observeRenewals(context: Context, alert: string): Promise<Observation[]> {
  const told = (await context.state.firing()).filter((series) => series.alert === alert).map(({ series }) => series)
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const page = await context.list(renewalsOf(told), { period, limit: mostAccounts + told.length })
  return page.rows.map((found) => observationOf(context, found))
}

function observationOf(context: Context, found: RenewalRow): Observation {
  const name = found.name ?? found.id
  const missing = found.renewal_id === null && !found.notice_given
  const mention = csmFor(context, found)
  return {
    series: found.id,
    label: name,
    breached: missing,
    cleared: !missing,
    enough: true,
    weight: found.mrr,
    fingerprint: found.days_left <= urgentDays ? 'urgent' : 'due',
    subject: `renewal of account ${found.id}`,
    summary: { en: summaryOf(context, found, 'en'), ja: summaryOf(context, found, 'ja') },
    facts: { mrr: found.mrr, termEnd: found.term_end, daysLeft: found.days_left },
    mention,
    people: peopleWith(found, mention),
  }
}

function summaryOf(context: Context, found: RenewalRow, locale: Locale): string {
  const say = words[locale]
  const name = escapeMrkdwn(found.name ?? found.id)
  if (found.renewal_id !== null) return say.opened(name)
  if (found.notice_given) return say.notice(name)
  const mrr = formatValue(found.mrr, 'money', { ...styleOf(context), locale }, 'short')
  const day = formatDay(Temporal.PlainDate.from(found.term_end), locale)
  return say.missing(name, mrr, day, found.days_left, found.csm === null ? undefined : lineName(found.csm))
}

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`)

const words = bilingual({
  en: {
    missing: (name: string, mrr: string, day: string, left: number, csm: string | undefined) =>
      `*${name}* (${mrr} of MRR, ${csm === undefined ? 'without a CSM' : `CSM ${csm}`}): the term ends on *${day}*, in ${days(left)}, and no renewal opportunity is open.`,
    opened: (name: string) => `*${name}* has an open renewal opportunity now.`,
    notice: (name: string) => `*${name}* has given notice: nothing is left to be renewed.`,
  },
  ja: {
    missing: (name, mrr, day, left, csm) =>
      `*${name}* （MRR ${mrr}、${csm === undefined ? 'CSM未割当' : `CSM：${csm}さん`}）は *${day}* に契約が終了します（残り${left}日）。更新商談がありません。`,
    opened: (name) => `*${name}* の更新商談が作成されました。`,
    notice: (name) => `*${name}* から解約の申し出がありました。更新の対象ではなくなりました。`,
  },
})
