import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, divider, escapeMrkdwn, header, link, section } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import healthScore from '../../metrics/health-score.ts'
import type { Page } from '../../query/listing.ts'
import type { Scope } from '../../query/scope.ts'
import { formatValue } from '../format.ts'
import { provenance, scopeText, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { pulls, pullText } from './health-words.ts'
import { type AccountRow, accountsWhere, among, atRisk } from './listing.ts'

/** Days between "before" and "after". */
export const comparedDays = 28
const mostAccounts = 10

/** Rows as of now, and the same accounts as they were four weeks before. */
export async function withEarlier(
  context: Context,
  page: Page<AccountRow>,
  scope: Scope,
): Promise<ReadonlyMap<string, AccountRow>> {
  if (page.rows.length === 0) return new Map()
  const ids = page.rows.map(({ id }) => id)
  const asOf = context.now.subtract({ hours: 24 * comparedDays })
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const earlier = await context.list(accountsWhere(among(ids)), { period, asOf, scope, limit: ids.length })
  return new Map(earlier.rows.map((row) => [row.id, row]))
}

export async function atRiskMessage(context: Context, scope: Scope): Promise<Message> {
  const { locale } = context
  const words = say[locale]
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const [page, health] = await Promise.all([
    context.list(accountsWhere(atRisk), { period, scope, limit: mostAccounts }),
    context.read({ metrics: [healthScore], windows: [{ period, asOf: context.now }], scope }),
  ])
  const earlier = await withEarlier(context, page, scope)
  const style = styleOf(context)
  const reading = health.one(healthScore)
  const share = reading.beside[0]?.value ?? null
  const lead =
    page.total === 0
      ? words.none(reading.n)
      : words.lead(page.total, share === null ? '' : formatValue(share, 'percent', style))
  const blocks: MessageBlock[] = [
    ...staleWarning(context, accountHealth.reads),
    header(words.title),
    contextBlock([`${scopeText(context, scope)} · ${formatDay(context.today, locale)}`]),
    section(lead),
    ...page.rows.flatMap((row) => [divider(), section(accountText(context, row, earlier.get(row.id)))]),
    ...(page.total > page.rows.length ? [contextBlock([words.more(page.total - page.rows.length)])] : []),
    provenance(context, {
      relations: accountHealth.reads,
      readings: [reading],
      n: reading.n,
      extra: [words.version(context.company.health.version)],
    }),
  ]
  return { text: `${words.title}: ${lead.replaceAll('*', '')}`, blocks, charts: [], readings: [reading] }
}

export function accountName(context: Context, row: { id: string; name: string | null }): string {
  const url = context.company.links.account?.replace('{id}', encodeURIComponent(row.id))
  const name = row.name ?? row.id
  return url ? link(url, name) : `*${escapeMrkdwn(name)}*`
}

/** What is at stake, how it stands, and which inputs pull it down. */
export function accountText(context: Context, row: AccountRow, earlier: AccountRow | undefined): string {
  const { locale } = context
  const words = say[locale]
  const style = styleOf(context)
  const facts = [
    `${words.score} *${row.score === null ? words.unknown : Math.floor(row.score)}*${earlier?.score == null ? '' : words.was(Math.floor(earlier.score))}`,
    `MRR ${formatValue(row.mrr, 'money', style, 'short')}`,
    row.term_end === null ? '' : termText(context, Temporal.PlainDate.from(row.term_end), row.renewal_id !== null),
    row.csm === null ? words.noCsm : `CSM ${escapeMrkdwn(row.csm)}`,
    row.is_new ? words.isNew : '',
    row.cancelled ? words.cancelled : '',
  ]
  const reasons = pulls(row, earlier)
    .slice(0, 3)
    .map((pull) => `• ${pullText(pull, style)}`)
  return [accountName(context, row), facts.filter(Boolean).join(' · '), ...reasons].join('\n')
}

/** A missing renewal is only worth a word once it should have been opened. */
function termText({ locale, today }: Context, end: Temporal.PlainDate, renewal: boolean): string {
  const words = say[locale]
  const soon = today.until(end).days <= renewalDueDays
  return words.term(formatDay(end, locale), renewal ? words.renewalOpen : soon ? words.noRenewal : '')
}

/** Within so many days of its end, a term without an open renewal starts to cost health (METRICS, commercial). */
const renewalDueDays = 120

const say = bilingual({
  en: {
    title: 'Customers at risk',
    lead: (n: number, share: string) =>
      `*${n}* ${n === 1 ? 'customer is' : 'customers are'} at risk${share ? `, ${share} of MRR` : ''}.`,
    none: (n: number) => (n === 0 ? 'No data: no paying customers here.' : `None of ${n} customers is at risk.`),
    more: (n: number) => `… and ${n} more`,
    score: 'Health',
    unknown: 'unknown',
    was: (score: number) => ` (four weeks ago ${score})`,
    term: (day: string, renewal: string) => `term ends ${day}${renewal}`,
    renewalOpen: ', renewal open',
    noRenewal: ', *no renewal open*',
    noCsm: '*no CSM*',
    isNew: 'new customer',
    cancelled: 'cancellation known',
    version: (n: number) => `health score version ${n}`,
  },
  ja: {
    title: 'リスクのある顧客',
    lead: (n, share) => `*${n}社* がリスク状態です${share ? `（MRRの${share}）` : ''}。`,
    none: (n) => (n === 0 ? 'データなし：支払い中の顧客がいません。' : `${n}社のうち、リスク状態の顧客はいません。`),
    more: (n) => `…ほか${n}社`,
    score: 'ヘルス',
    unknown: '不明',
    was: (score) => `（4週間前は${score}）`,
    term: (day, renewal) => `契約終了 ${day}${renewal}`,
    renewalOpen: '・更新商談あり',
    noRenewal: '・*更新商談なし*',
    noCsm: '*CSM未割当*',
    isNew: '新規顧客',
    cancelled: '解約申出済み',
    version: (n) => `ヘルススコア バージョン${n}`,
  },
})
