import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import { dataTable } from '../../blocks/table.ts'
import { lastComplete, periodContaining, split } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Reading } from '../../define/reading.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import mrr from '../../metrics/mrr.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import type { HealthInput } from '../../ssot/fact.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'
import { formatValue, type NumberStyle } from '../format.ts'
import { trendChart } from '../kpi/trend.ts'
import { paragraph } from '../lines.ts'
import { type AttentionRow, attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { spoken } from '../plain.ts'
import { provenance, staleWarning } from '../provenance.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { accountName, accountText } from './account-text.ts'
import { withEarlier } from './at-risk.ts'
import { accountNamed, type FoundAccount } from './find.ts'
import { inputName, rawText, wholeScore } from './health-words.ts'
import { type AccountRow, accountsWhere, among } from './listing.ts'

/** A customer on one screen: money, health with every input, deals. */
export async function accountMessage(context: Context, typed: string): Promise<Message> {
  const { locale, now, today, unfinished, company, scope } = context
  const words = say[locale]
  const period = periodContaining('quarter', today, company.calendar)
  const account = await accountNamed(context, typed)
  const where = [{ dimension: 'account', values: [account.id] }]
  const months = split(lastComplete('month', 12, unfinished, company.calendar), 'month', company.calendar)
  const windows = months.map((each) => ({ period: each, asOf: now }))
  const [page, money, deals, open] = await Promise.all([
    context.list(accountsWhere(among([account.id])), { period, limit: 1 }),
    context.read({ metrics: [mrr], windows, where }),
    context.list({ ...dealsNeedingAttention, where: () => sql`true` }, { period, where, limit: 5 }),
    context.read({ metrics: [openPipeline], windows: [{ period, asOf: now }], where }),
  ])
  const earlier = await withEarlier(context, page, scope)
  const [row] = page.rows
  const paying = windows.some((_, i) => (money.one(mrr, i).value ?? 0) > 0)
  const pipeline = open.one(openPipeline)
  const standing = money.one(mrr, windows.length - 1)
  const notPaying =
    standing.reason === 'not_connected' || isWithheld(standing)
      ? reasonText(standing, mrr, '', locale)
      : words.notPaying
  const style = styleOf(context)
  const lines = attentionLines(context, deals, true)
  const blocks: MessageBlock[] = [
    ...staleWarning(context, [...accountHealth.reads, ...openOpportunities.reads]),
    header(account.name ?? account.id),
    contextBlock([aboutText(account, words.owner)]),
    section(row ? accountText(context, row, earlier.get(row.id)) : `${accountName(context, account)}\n${notPaying}`),
    ...(row ? inputTable(context, row, earlier.get(row.id)) : []),
    ...(paying ? [{ type: 'chart', chart: 0 } as const] : []),
    ...paragraph([
      isWithheld(pipeline) ? '' : `*${words.deals(pipeline.n, formatValue(pipeline.value, 'money', style, 'short'))}*`,
      ...lines,
    ]),
    provenance(context, { relations: [...accountHealth.reads, ...openOpportunities.reads], readings: [pipeline] }),
  ]
  return {
    text: spoken(locale, [escapeMrkdwn(account.name ?? account.id)], row ? shortText(row, words, style) : notPaying),
    blocks,
    charts: paying ? [trendChart(context, mrr, { windows, readings: money })] : [],
    readings: [...money.all, ...open.all],
    gist: gistOf(row, pipeline, deals.rows),
  }
}

/** What is news to who follows an account: not that a day went by, nor that a score moved within a point. */
function gistOf(row: AccountRow | undefined, open: Reading, deals: readonly AttentionRow[]): string {
  const standing = row && {
    score: row.score === null ? null : wholeScore(row.score),
    band: row.band,
    mrr: row.mrr,
    csm: row.csm_id,
    term: row.term_end,
    renewal: row.renewal_id,
    cancelled: row.cancelled,
  }
  return JSON.stringify([
    standing,
    open.n,
    open.value,
    deals.map(({ id, stage, amount, close_date, overdue, slow, quiet }) => {
      return [id, stage, amount, close_date, overdue, slow, quiet]
    }),
  ])
}

function shortText(row: AccountRow, words: (typeof say)['en'], style: NumberStyle): string {
  const health = row.score === null ? words.unknownHealth : words.health(wholeScore(row.score))
  return `${health}${words.comma}MRR ${formatValue(row.mrr, 'money', style)}`
}

const aboutText = ({ segment, region, owner }: FoundAccount, ownerWord: string): string =>
  [segment, region, owner === null ? null : `${ownerWord} ${owner}`]
    .filter((part) => part !== null)
    .map(escapeMrkdwn)
    .join(' · ') || '–'

function inputTable(context: Context, row: AccountRow, earlier: AccountRow | undefined): MessageBlock[] {
  const words = say[context.locale]
  const style = styleOf(context)
  const score = (value: number | null | undefined): string =>
    value == null ? words.missing : String(wholeScore(value))
  const rows = (Object.keys(row.inputs) as HealthInput[]).map((input) => {
    const { score: now, weight, raw } = row.inputs[input]
    return [
      inputName(input, context.locale),
      score(now),
      score(earlier?.inputs[input].score),
      now === null ? '–' : String(Math.round(weight * 10) / 10),
      rawText(input, { raw, score: now }, style) || '–',
    ]
  })
  const table = dataTable({ caption: words.inputs, header: words.columns, rows })
  return table ? [table] : []
}

const say = bilingual({
  en: {
    owner: 'owner',
    comma: ', ',
    notPaying: 'Not a paying customer today.',
    deals: (n: number, amount: string) =>
      n === 0 ? 'No open deals' : `${n} open ${n === 1 ? 'deal' : 'deals'}, ${amount}`,
    unknownHealth: 'health unknown',
    health: (score: number) => `health ${score}`,
    missing: 'missing',
    inputs: 'What the health score is made of',
    columns: ['Input', 'Now', 'Four weeks ago', 'Weight', 'Because'],
  },
  ja: {
    owner: '担当',
    comma: '、',
    notPaying: '現在、支払い中の顧客ではありません。',
    deals: (n, amount) => (n === 0 ? '進行中の商談なし' : `進行中の商談 ${n}件・${amount}`),
    unknownHealth: 'ヘルス不明',
    health: (score) => `ヘルス${score}`,
    missing: 'なし',
    inputs: 'ヘルススコアの内訳',
    columns: ['項目', '現在', '4週間前', '重み', '根拠'],
  },
})
