import { z } from 'zod'
import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import { dataTable } from '../../blocks/table.ts'
import { lastComplete, periodContaining, split } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import { UserError } from '../../errors.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import mrr from '../../metrics/mrr.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import { defineListing } from '../../query/listing.ts'
import type { HealthInput } from '../../ssot/fact.ts'
import { allAccounts } from '../../ssot/facts/all-accounts.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'
import { formatValue } from '../format.ts'
import { trendChart } from '../kpi/trend.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { provenance, staleWarning } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { accountName, accountText, withEarlier } from './at-risk.ts'
import { inputName, rawText } from './health-words.ts'
import { type AccountRow, accountsWhere, among } from './listing.ts'

const found = z.object({
  id: z.string(),
  name: z.string().nullable(),
  segment: z.string().nullable(),
  region: z.string().nullable(),
  owner: z.string().nullable(),
})
type Found = z.output<typeof found>

const accountsCalled = (typed: string) =>
  defineListing({
    fact: allAccounts,
    joins: ['account', 'owner'],
    columns: {
      id: sql`f.account_id`,
      name: sql`account.name`,
      segment: sql`account.segment`,
      region: sql`account.region`,
      owner: sql`owner.name`,
    },
    row: found,
    where: () => sql`(position(lower(${typed}) in lower(account.name)) > 0 or f.account_id = ${typed})`,
    orderBy: sql`lower(account.name) = lower(${typed}) desc, length(account.name), account.name, f.account_id`,
  })

/** A customer on one screen: money, health with every input, deals. */
export async function accountMessage(context: Context, typed: string): Promise<Message> {
  const { locale, now, today, company, scope } = context
  const words = say[locale]
  const period = periodContaining('quarter', today, company.calendar)
  const matches = await context.list(accountsCalled(typed), { period, limit: 6 })
  const [account, ...others] = matches.rows
  if (!account) throw new UserError(words.nobody(typed.slice(0, 60)))
  if (others.length > 0 && account.name?.toLowerCase() !== typed.toLowerCase())
    throw new UserError(words.several(matches.rows.map(({ name, id }) => name ?? id)))
  const where = [{ dimension: 'account', values: [account.id] }]
  const months = split(lastComplete('month', 12, today, company.calendar), 'month', company.calendar)
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
  const style = styleOf(context)
  const lines = attentionLines(context, deals, true)
  const blocks: MessageBlock[] = [
    ...staleWarning(context, [...accountHealth.reads, ...openOpportunities.reads]),
    header(account.name ?? account.id),
    contextBlock([aboutText(account, words.owner)]),
    section(
      row ? accountText(context, row, earlier.get(row.id)) : `${accountName(context, account)}\n${words.notPaying}`,
    ),
    ...(row ? inputTable(context, row, earlier.get(row.id)) : []),
    ...(paying ? [{ type: 'chart', chart: 0 } as const] : []),
    section(
      `*${words.deals(pipeline.n, formatValue(pipeline.value, 'money', style, 'short'))}*${lines.length > 0 ? `\n${lines.join('\n')}` : ''}`,
    ),
    provenance(context, { relations: [...accountHealth.reads, ...openOpportunities.reads], readings: [pipeline] }),
  ]
  const health = row?.score == null ? words.unknownHealth : words.health(Math.floor(row.score))
  return {
    text: `${account.name ?? account.id}: ${health}, MRR ${formatValue(row?.mrr ?? 0, 'money', style)}`,
    blocks,
    charts: paying ? [trendChart(context, mrr, { windows, readings: money })] : [],
    readings: [...money.all, ...open.all],
  }
}

const aboutText = ({ segment, region, owner }: Found, ownerWord: string): string =>
  [segment, region, owner === null ? null : `${ownerWord} ${owner}`]
    .filter((part) => part !== null)
    .map(escapeMrkdwn)
    .join(' · ') || '–'

function inputTable(context: Context, row: AccountRow, earlier: AccountRow | undefined): MessageBlock[] {
  const words = say[context.locale]
  const style = styleOf(context)
  const score = (value: number | null | undefined): string =>
    value == null ? words.missing : String(Math.round(value))
  const rows = (Object.keys(row.inputs) as HealthInput[]).map((input) => {
    const { score: now, weight, raw } = row.inputs[input]
    return [
      inputName(input, context.locale),
      score(now),
      score(earlier?.inputs[input].score),
      now === null ? '–' : String(Math.round(weight)),
      rawText(input, raw, style) || '–',
    ]
  })
  const table = dataTable({ caption: words.inputs, header: words.columns, rows })
  return table ? [table] : []
}

const say = bilingual({
  en: {
    owner: 'owner',
    nobody: (typed: string) =>
      `No account of yours is called “${typed}”. Part of its name is enough, for example \`/revops accounts foods\`.`,
    several: (names: readonly string[]) => `Several accounts match: ${names.join(', ')}. Type more of the name.`,
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
    nobody: (typed) =>
      `「${typed}」というアカウントは担当範囲に見つかりません。名前の一部でも検索できます。例：\`/revops accounts 食品\``,
    several: (names) => `複数のアカウントが該当します：${names.join('、')}。名前をもう少し入力してください。`,
    notPaying: '現在、支払い中の顧客ではありません。',
    deals: (n, amount) => (n === 0 ? '進行中の商談なし' : `進行中の商談 ${n}件・${amount}`),
    unknownHealth: 'ヘルス不明',
    health: (score) => `ヘルス${score}`,
    missing: 'なし',
    inputs: 'ヘルススコアの内訳',
    columns: ['項目', '現在', '4週間前', '重み', '根拠'],
  },
})
