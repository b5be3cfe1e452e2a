import { Temporal } from 'temporal-polyfill'
import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { WaterfallSpec } from '../../blocks/chart.ts'
import { formatDay } from '../../calendar/format.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Observation, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Locale } from '../../define/words.ts'
import { accountHealth } from '../../metrics/account-health/fact.ts'
import { sql } from '../../ssot/sql.ts'
import { accountName, withEarlier } from '../accounts/at-risk.ts'
import { inputName, type Pull, pulls, pullText } from '../accounts/health-words.ts'
import { type AccountRow, accountsWhere, among } from '../accounts/listing.ts'
import { formatValue } from '../format.ts'
import { provenance } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { newsLine } from './news.ts'

/** A firing account is over it once its score is this far above the band's edge. */
const clearMargin = 5
const mostAccounts = 500

/** Every account at risk or nearly so, and those that were told of before. */
export async function observeChurn(context: Context, alert: string): Promise<Observation[]> {
  const { bands } = context.company.health
  const firing = (await context.state.firing()).filter((series) => series.alert === alert).map(({ series }) => series)
  const condition = sql`(f.score < ${bands.watch + clearMargin} or ${among(firing)})`
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const page = await context.list(accountsWhere(condition), { period, limit: mostAccounts })
  const earlier = await withEarlier(context, page, context.scope)
  return page.rows.map((row) => observationOf(context, row, pulls(row, earlier.get(row.id)), earlier.get(row.id)))
}

function observationOf(
  context: Context,
  row: AccountRow,
  reasons: readonly Pull[],
  earlier: AccountRow | undefined,
): Observation {
  const { bands } = context.company.health
  const name = row.name ?? row.id
  const score = row.score === null ? null : Math.floor(row.score)
  const before = earlier?.score == null ? null : Math.floor(earlier.score)
  const summary = (locale: Locale): string => {
    const style = { ...styleOf(context), locale }
    const [worst] = reasons
    const because = worst ? pullText(worst, style) : ''
    return say[locale].summary(
      escapeMrkdwn(name),
      score,
      before,
      formatValue(row.mrr, 'money', style, 'short'),
      because,
    )
  }
  const people = [row.csm_id, row.owner_id].filter((id) => id !== null)
  return {
    series: row.id,
    label: name,
    // New customers are scored, not alerted; who has already cancelled is no risk any more, but a fact.
    breached: row.band === 'at_risk' && !row.is_new && !row.cancelled,
    cleared: row.cancelled || (row.score !== null && row.score >= bands.watch + clearMargin),
    enough: row.score !== null,
    weight: row.mrr,
    // Told again when it falls to half of the band, or a renewal is opened or lost: a point up or down is no news.
    fingerprint: `${score !== null && score < bands.watch / 2 ? 'very low' : 'low'}, ${row.renewal_id === null ? 'no renewal' : 'renewal'}`,
    summary: { en: summary('en'), ja: summary('ja') },
    facts: { score, before, mrr: row.mrr, cancelled: row.cancelled },
    mention: [row.csm_id ?? csLead(context)].filter((id) => id !== undefined),
    people,
  }
}

/** Who answers for customers without a CSM: as configured, else whoever the CSMs report to. */
function csLead({ people, company }: Context): string | undefined {
  const configured = people.find(({ email }) => email === company.csLead?.toLowerCase())
  if (configured) return configured.id
  const cs = people.filter(({ role, active }) => role === 'cs' && active)
  return cs.find(({ id }) => cs.some(({ managerId }) => managerId === id))?.id
}

export async function churnMessage(context: Context, told: Told, title: string): Promise<Message> {
  const { locale } = context
  const words = say[locale]
  const { observation } = told
  const period = periodContaining('quarter', context.today, context.company.calendar)
  const page = await context.list(accountsWhere(among([observation.series])), { period, limit: 1 })
  const earlier = await withEarlier(context, page, context.scope)
  const [row] = page.rows
  const over = told.news === 'recovered'
  const heading = header(`${over ? words.recovered : title} · ${observation.label}`)
  if (!row || over) {
    const why = observation.facts.cancelled === true ? words.cancelledNow : observation.summary[locale]
    return {
      text: `${words.recovered}: ${observation.label}`,
      blocks: [heading, contextBlock([newsLine(context, told)]), section(why)],
      charts: [],
      readings: [],
    }
  }
  const was = earlier.get(row.id)
  const reasons = pulls(row, was)
  const style = styleOf(context)
  const mentions = observation.mention.map((id) => `<@person:${id}>`).join(' ')
  const facts = [
    `*${words.score}*  ${Math.floor(row.score ?? 0)}${was?.score == null ? '' : words.was(Math.floor(was.score))}`,
    `*${words.stake}*  ${formatValue(row.mrr, 'money', style)}`,
    `*${words.term}*  ${row.term_end === null ? '–' : formatDay(Temporal.PlainDate.from(row.term_end), locale)}${row.renewal_id === null ? '' : words.renewalOpen}`,
    `*${words.owner}*  ${
      [row.csm, row.owner]
        .filter((name) => name !== null)
        .map(escapeMrkdwn)
        .join(' · ') || '–'
    }`,
  ]
  const blocks: MessageBlock[] = [
    heading,
    contextBlock([newsLine(context, told)]),
    section([mentions, accountName(context, row), ...facts].filter(Boolean).join('\n')),
    section([`*${words.fell}*`, ...reasons.slice(0, 4).map((pull) => `• ${pullText(pull, style)}`)].join('\n')),
    ...(reasons.length > 0 ? [{ type: 'chart', chart: 0 } as const] : []),
    section(
      `*${words.todo}*\n${advice(reasons, locale)
        .map((line) => `• ${line}`)
        .join('\n')}`,
    ),
    provenance(context, {
      relations: accountHealth.reads,
      readings: [],
      extra: [words.version(context.company.health.version)],
    }),
  ]
  const charts = reasons.length > 0 ? [lossChart(context, reasons)] : []
  return { text: `${title}: ${observation.summary[locale]}`, blocks, charts, readings: [] }
}

/** From 100 down to the score: what each input takes away. */
function lossChart(context: Context, reasons: readonly Pull[]): WaterfallSpec {
  const { locale } = context
  const words = say[locale]
  const lost = reasons.reduce((sum, { cost }) => sum + cost, 0)
  return {
    kind: 'waterfall',
    title: words.chart,
    steps: [
      { label: words.full, value: 100, kind: 'total' },
      ...reasons.map((pull) => ({
        label: inputName(pull.input, locale),
        value: -Math.round(pull.cost),
        kind: 'change' as const,
      })),
      { label: words.score, value: Math.round(100 - lost), kind: 'total' },
    ],
    format: { style: 'number', locale },
  }
}

const advice = (reasons: readonly Pull[], locale: Locale): string[] => [
  ...new Set(reasons.slice(0, 3).map(({ input }) => say[locale].advice[input])),
]

const say = bilingual({
  en: {
    recovered: 'Recovered',
    cancelledNow: 'The customer has given notice: this is no longer a risk but a known cancellation.',
    summary: (name: string, score: number | null, before: number | null, mrr: string, because: string) =>
      `*${name}* has a health score of *${score ?? 'unknown'}*${before === null ? '' : ` (four weeks ago ${before})`}, with ${mrr} of MRR at stake.${because ? ` Most of it: ${because}.` : ''}`,
    score: 'Health score',
    was: (score: number) => ` (four weeks ago ${score})`,
    stake: 'MRR at stake',
    term: 'Term ends',
    renewalOpen: ', renewal open',
    owner: 'CSM · owner',
    fell: 'What pulls it down',
    todo: 'What to do',
    chart: 'What the score lost',
    full: 'Full score',
    version: (n: number) => `health score version ${n}`,
    advice: {
      usage_trend: 'Ask the champion what changed: a team that left, a project that ended, another tool.',
      adoption: 'Offer training for the seats that are not used, or the right number of seats.',
      support_load: 'Get the open tickets solved, the urgent ones first, and tell the customer when.',
      sentiment: 'Call who answered the survey and listen.',
      engagement: 'Nobody has spoken with them for long: book a review this week.',
      commercial: 'Open the renewal opportunity and agree on the next step before the term ends.',
    },
  },
  ja: {
    recovered: '回復しました',
    cancelledNow: '解約の申し出がありました。リスクではなく、確定した解約として扱います。',
    summary: (name, score, before, mrr, because) =>
      `*${name}* のヘルススコアは *${score ?? '不明'}*${before === null ? '' : `（4週間前は${before}）`}、対象MRRは${mrr}です。${because ? `主な要因：${because}` : ''}`,
    score: 'ヘルススコア',
    was: (score) => `（4週間前は${score}）`,
    stake: '対象MRR',
    term: '契約終了',
    renewalOpen: '（更新商談あり）',
    owner: 'CSM・営業担当',
    fell: 'スコアを下げている要因',
    todo: '対応',
    chart: 'スコアの内訳（減点）',
    full: '満点',
    version: (n) => `ヘルススコア バージョン${n}`,
    advice: {
      usage_trend: '利用が減った理由（異動、プロジェクト終了、他ツールへの移行など）を先方のキーパーソンに確認する。',
      adoption: '使われていないシートの利用者にトレーニングを提案する、またはシート数を見直す。',
      support_load: '未解決チケットを緊急度の高いものから解決し、見通しを顧客に伝える。',
      sentiment: 'アンケートの回答者に直接話を聞く。',
      engagement: '長く接点がないため、今週中にレビューの場を設ける。',
      commercial: '更新商談を作成し、契約終了までの進め方を合意する。',
    },
  },
})
