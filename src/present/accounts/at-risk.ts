import { context as contextBlock, divider, header, section } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { UserError } from '../../errors.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import healthScore, { mrrAtRisk } from '../../metrics/health-score.ts'
import type { Page } from '../../query/listing.ts'
import type { Scope } from '../../query/scope.ts'
import { formatValue } from '../format.ts'
import { spoken } from '../plain.ts'
import { provenance, scopeText, staleWarning } from '../provenance.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { accountText } from './account-text.ts'
import { comparable } from './comparable.ts'
import { type AccountRow, accountsWhere, among, atRisk } from './listing.ts'

/** Days between "before" and "after". */
const comparedDays = 28
const mostAccounts = 10

/** The accounts of a page as they were four weeks before, held against what they are now. */
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
  const now = new Map(page.rows.map((row) => [row.id, row]))
  return new Map(earlier.rows.map((row) => [row.id, comparable(row, now.get(row.id) ?? row)]))
}

/** Those at risk, the least healthy first. Who sees totals only gets how many they are. */
export async function atRiskMessage(context: Context, scope: Scope): Promise<Message> {
  const { locale } = context
  const words = say[locale]
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const windows = [{ period, asOf: context.now }]
  const [page, health, byBand] = await Promise.all([
    context.list(accountsWhere(atRisk), { period, scope, limit: mostAccounts }),
    context.read({ metrics: [healthScore], windows, scope }),
    context.read({ metrics: [healthScore], windows, scope, by: ['band'] }),
  ])
  const reading = health.one(healthScore)
  if (isWithheld(reading)) throw new UserError(words.withheld)
  const earlier = await withEarlier(context, page, scope)
  const ofBand = (band: string) => byBand.of(healthScore).find(({ by }) => by.band === band)
  const total = ofBand('at_risk')?.n ?? 0
  const notice = ofBand('notice_given')?.n ?? 0
  const lead = leadText(context, reading, byBand.of(healthScore))
  const hidden = total > 0 && page.total === 0
  const blocks: MessageBlock[] = [
    ...staleWarning(context, accountHealth.reads),
    header(words.title),
    contextBlock([`${scopeText(context, scope)} · ${formatDay(context.today, locale)}`]),
    section(hidden ? `${lead}\n${words.totals}` : lead),
    ...page.rows.flatMap((row) => [divider(), section(accountText(context, row, earlier.get(row.id)))]),
    ...(page.total > page.rows.length ? [contextBlock([words.more(page.total - page.rows.length)])] : []),
    ...(notice > 0 ? [divider(), contextBlock([words.notice(notice)])] : []),
    provenance(context, {
      relations: accountHealth.reads,
      readings: [reading],
      n: reading.n,
      extra: [words.version(context.company.health.version)],
    }),
  ]
  return { text: spoken(locale, [words.title], lead), blocks, charts: [], readings: [reading] }
}

function leadText(context: Context, whole: Reading, bands: readonly Reading[]): string {
  const { locale } = context
  const words = say[locale]
  if (whole.reason === 'not_connected') return reasonText(whole, healthScore, '', locale)
  if (whole.n === 0) return whole.beside[1]?.value === 1 ? words.unknown : words.noCustomers
  const atRiskNow = bands.find(({ by }) => by.band === 'at_risk')?.n ?? 0
  if (atRiskNow === 0) return words.none(whole.n)
  return words.lead(atRiskNow, formatValue(whole.beside[mrrAtRisk]?.value ?? 0, 'percent', styleOf(context)))
}

const say = bilingual({
  en: {
    title: 'Customers at risk',
    withheld: 'Health scores are not open to your role, so customers at risk are not listed.',
    lead: (n: number, share: string) => `*${n}* ${n === 1 ? 'customer is' : 'customers are'} at risk, ${share} of MRR.`,
    unknown: 'The health of these customers is unknown: under half of what it is made of is connected or fresh.',
    notice: (n: number) =>
      `${n} more ${n === 1 ? 'customer has' : 'customers have'} given notice: known cancellations, not listed here.`,
    none: (n: number) => (n === 1 ? 'The one customer here is not at risk.' : `None of ${n} customers is at risk.`),
    noCustomers: 'No data: no paying customers here.',
    totals: 'Your role sees customers only as totals, so none is named.',
    more: (n: number) => `… and ${n} more`,
    version: (n: number) => `health score version ${n}`,
  },
  ja: {
    title: 'リスクのある顧客',
    withheld: 'ヘルススコアは権限上閲覧できないため、リスクのある顧客は表示できません。',
    lead: (n, share) => `*${n}社* がリスク状態です（MRRの${share}）。`,
    unknown: 'ヘルススコアの材料の半分以上が未接続または古いため、これらの顧客の状態は不明です。',
    notice: (n) => `ほかに解約申出済みの顧客が${n}社あります（確定した解約のため、この一覧には含みません）。`,
    none: (n) => `${n}社のうち、リスク状態の顧客はいません。`,
    noCustomers: 'データなし：支払い中の顧客がいません。',
    totals: '権限上、顧客は合計のみ閲覧できるため、個別の名前は表示しません。',
    more: (n) => `…ほか${n}社`,
    version: (n) => `ヘルススコア バージョン${n}`,
  },
})
