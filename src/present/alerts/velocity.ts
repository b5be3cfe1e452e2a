import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { TrendSpec } from '../../blocks/chart.ts'
import { periodContaining, spanBetween } from '../../calendar/periods.ts'
import type { Observation, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Locale } from '../../define/words.ts'
import { judgeSlowdown, type SlowdownRule } from '../../insight/drop.ts'
import { earlierMedian, rankTies, recentMedian, recentRankSum } from '../../metrics/measures/stage-exits.ts'
import { exitBaselineDays, stageExits } from '../../ssot/facts/stage-exits.ts'
import { sql } from '../../ssot/sql.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { attentionLines, dealsNeedingAttention } from '../pipeline/attention.ts'
import { provenance } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { newsLine } from './news.ts'

export interface VelocityWatch {
  readonly days: number
  readonly rule: SlowdownRule
}

const presentPeriod = ({ today }: Context, days: number, back = 0) => {
  const end = today.subtract({ days: back * days })
  return spanBetween(end.subtract({ days }), end)
}

export async function observeVelocity(context: Context, { days, rule }: VelocityWatch): Promise<Observation[]> {
  const metrics = [recentMedian, earlierMedian, recentRankSum, rankTies]
  const windows = [{ period: presentPeriod(context, days), asOf: context.now }]
  const readings = await context.read({ metrics, windows, by: ['stage'] })
  return readings.of(recentMedian).flatMap((reading) => {
    const stage = reading.by.stage ?? null
    const of = (metric: typeof recentMedian) => readings.of(metric).find(({ by }) => by.stage === stage)
    const earlier = of(earlierMedian)
    if (stage === null || !earlier) return []
    const now = { median: reading.n > 0 ? reading.value : null, n: reading.n }
    const before = { median: earlier.n > 0 ? earlier.value : null, n: earlier.n }
    const ranks = { rankSum: of(recentRankSum)?.value ?? 0, tieTerm: of(rankTies)?.value ?? 0 }
    const { enough, breached, cleared, change, p } = judgeSlowdown(now, before, ranks, rule)
    const summary = (locale: Locale): string =>
      say[locale].sentence(
        escapeMrkdwn(stage),
        daysText(context, locale, now.median),
        daysText(context, locale, before.median),
        now.n,
        before.n,
      )
    return [
      {
        series: stage,
        label: stage,
        breached,
        cleared,
        enough,
        weight: (change ?? 0) * now.n,
        fingerprint: breached ? 'breached' : 'quiet',
        summary: { en: summary('en'), ja: summary('ja') },
        facts: { now, before, change, p },
        mention: [],
        people: [],
      },
    ]
  })
}

const daysText = (context: Context, locale: Locale, value: number | null): string =>
  formatValue(value, 'days', { ...styleOf(context), locale })

/** How long it takes now and took before, month by month, and the deals that sit there longest. */
export async function velocityMessage(
  context: Context,
  told: Told,
  { days }: VelocityWatch,
  advice: Readonly<Record<Locale, string>>,
  title: string,
): Promise<Message> {
  const { locale, now, today, company } = context
  const words = say[locale]
  const { observation } = told
  const over = told.news === 'recovered'
  const periods = Array.from({ length: 7 }, (_, i) => presentPeriod(context, days, 6 - i))
  const where = [{ dimension: 'stage', values: [observation.series] }]
  const slow = { ...dealsNeedingAttention, where: () => sql`flags.slow` }
  const period = periodContaining('quarter', today, company.calendar)
  const [readings, stuck] = await Promise.all([
    context.read({ metrics: [recentMedian], windows: periods.map((each) => ({ period: each, asOf: now })), where }),
    context.list(slow, { period, where, limit: 5 }),
  ])
  const values = periods.map((_, i) => {
    const reading = readings.one(recentMedian, i)
    return reading.n > 0 ? reading.value : null
  })
  const chart: TrendSpec = {
    kind: 'trend',
    title: words.chart(observation.label),
    categories: periods.map(({ to }) => periodShort(spanBetween(to.subtract({ days: 1 }), to), context)),
    series: [{ name: words.median, values }],
    format: { style: 'days', locale },
    ...usual(told, words.usual),
    highlight: { from: periods.length - 1, to: periods.length - 1 },
  }
  const p = observation.facts.p
  const lines = attentionLines(context, stuck, true)
  const blocks: MessageBlock[] = [
    header(`${over ? words.recovered : title} · ${observation.label}`),
    contextBlock([newsLine(context, told)]),
    section(observation.summary[locale]),
    ...(over ? [] : [{ type: 'chart', chart: 0 } as const]),
    ...(over || lines.length === 0 ? [] : [section(`*${words.stuck(stuck.total)}*\n${lines.join('\n')}`)]),
    ...(over ? [] : [section(advice[locale])]),
    provenance(context, {
      relations: stageExits.reads,
      readings: [],
      extra: typeof p === 'number' ? [words.chance(p)] : [],
    }),
  ]
  return {
    text: `${title} · ${observation.label}: ${observation.summary[locale]}`,
    blocks,
    charts: over ? [] : [chart],
    readings: readings.all,
  }
}

function usual({ observation }: Told, label: string): Pick<TrendSpec, 'threshold'> {
  const before = observation.facts.before
  const median = typeof before === 'object' && before !== null && 'median' in before ? before.median : null
  return typeof median === 'number' ? { threshold: { value: median, label } } : {}
}

const say = bilingual({
  en: {
    recovered: 'Recovered',
    usual: 'The 180 days before',
    median: 'Median days',
    chart: (stage: string) => `Days in ${stage} of the deals that left it`,
    sentence: (stage: string, now: string, before: string, n: number, m: number) =>
      `Deals that left *${stage}* in the last 28 days had spent a median of *${now}* there (${n} deals); in the ${exitBaselineDays} days before it was ${before} (${m} deals).`,
    stuck: (n: number) => `${n} open ${n === 1 ? 'deal sits' : 'deals sit'} there longer than 9 in 10 deals won`,
    chance: (p: number) =>
      `chance explains a change this large in ${p < 0.001 ? 'fewer than 1 in 1,000' : `${Math.max(1, Math.round(p * 1_000))} in 1,000`} cases`,
  },
  ja: {
    recovered: '回復しました',
    usual: '過去180日間の水準',
    median: '滞在日数（中央値）',
    chart: (stage) => `「${stage}」を離れた商談の滞在日数`,
    sentence: (stage, now, before, n, m) =>
      `直近28日間に *${stage}* を離れた商談の滞在日数の中央値は *${now}*（${n}件）で、それ以前の${exitBaselineDays}日間は${before}（${m}件）でした。`,
    stuck: (n) => `受注商談の9割より長く滞在している進行中の商談：${n}件`,
    chance: (p) => `偶然にこの変化が起こる確率は${p < 0.001 ? '0.1%未満' : `約${(p * 100).toFixed(1)}%`}`,
  },
})
