import { context as contextBlock, escapeMrkdwn, header, section } from '../../blocks/build.ts'
import type { TrendSpec } from '../../blocks/chart.ts'
import { formatPeriod } from '../../calendar/format.ts'
import type { Period } from '../../calendar/period.ts'
import { spanBetween } from '../../calendar/periods.ts'
import type { Observation, Told } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { RatioMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { type DropRule, judgeDrop } from '../../insight/drop.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { provenance, relationsOf } from '../provenance.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { newsLine } from './news.ts'

/** A ratio of counts, watched by segment against its own longer past. */
export interface ConversionWatch {
  readonly metric: RatioMetric
  readonly by: string
  /** Days of the present, and of the past before them. */
  readonly days: number
  readonly baselineDays: number
  readonly rule: DropRule
}

/** The last `days` that are ripe: a younger cohort would look worse than it is. */
function presentPeriod({ today }: Context, { metric, days }: ConversionWatch, back = 0): Period {
  const end = today.subtract({ days: (metric.cohortDays ?? 0) + back * days })
  return spanBetween(end.subtract({ days }), end)
}

export async function observeConversion(context: Context, watch: ConversionWatch): Promise<Observation[]> {
  const { metric, by, rule, baselineDays } = watch
  const present = presentPeriod(context, watch)
  const past = spanBetween(present.from.subtract({ days: baselineDays }), present.from)
  const windows = [present, past].map((period) => ({ period, asOf: context.now }))
  const readings = await context.read({ metrics: [metric], windows, by: [by] })
  const before = readings.of(metric, 1)
  return readings.of(metric, 0).flatMap((now) => {
    const name = now.by[by] ?? null
    const baseline = before.find((each) => each.by[by] === name)
    if (name === null || !baseline) return []
    const { enough, breached, cleared, change, p } = judgeDrop(now, baseline, rule)
    const facts = {
      now: figures(now),
      baseline: figures(baseline),
      change,
      p,
      from: present.from.toString(),
      to: present.to.toString(),
    }
    return [
      {
        series: name,
        label: name,
        breached,
        cleared,
        enough,
        weight: -(change ?? 0) * (now.denominator ?? 0),
        fingerprint: breached ? 'breached' : 'quiet',
        summary: {
          en: sentence('en', context, metric, name, now, baseline),
          ja: sentence('ja', context, metric, name, now, baseline),
        },
        facts,
        mention: [],
        people: [],
      },
    ]
  })
}

const figures = ({ value, numerator, denominator }: Reading) => ({ value, numerator, denominator })

function sentence(
  locale: Locale,
  context: Context,
  metric: RatioMetric,
  name: string,
  now: Reading,
  baseline: Reading,
): string {
  const style = { ...styleOf(context), locale }
  const percent = (reading: Reading): string => formatValue(reading.value, 'percent', style)
  return say[locale].sentence(
    metric.label[locale],
    escapeMrkdwn(name),
    percent(now),
    percent(baseline),
    now.denominator ?? 0,
    baseline.denominator ?? 0,
  )
}

/** What happened, compared with what, how sure; the months before as a chart; what to do. */
export async function conversionMessage(
  context: Context,
  told: Told,
  watch: ConversionWatch,
  advice: Readonly<Record<Locale, string>>,
  title: string,
): Promise<Message> {
  const { locale, company } = context
  const words = say[locale]
  const { observation } = told
  const { metric, by } = watch
  const periods = Array.from({ length: 7 }, (_, i) => presentPeriod(context, watch, 6 - i))
  const readings = await context.read({
    metrics: [metric],
    windows: periods.map((period) => ({ period, asOf: context.now })),
    where: [{ dimension: by, values: [observation.series] }],
  })
  const chart = trend(
    context,
    watch,
    periods,
    periods.map((_, i) => readings.one(metric, i)),
    told,
  )
  const p = observation.facts.p
  const present = presentPeriod(context, watch)
  const blocks: MessageBlock[] = [
    header(`${told.news === 'recovered' ? words.recovered : title} · ${observation.label}`),
    contextBlock([newsLine(context, told)]),
    section(observation.summary[locale]),
    ...(told.news === 'recovered' ? [] : [{ type: 'chart', chart: 0 } as const, section(advice[locale])]),
    provenance(context, {
      relations: relationsOf(metric),
      readings: [],
      extra: [
        words.ripe(formatPeriod(present, locale, company.calendar), metric.cohortDays ?? 0),
        ...(typeof p === 'number' ? [words.chance(p)] : []),
      ],
    }),
  ]
  return {
    text: `${title} · ${observation.label}: ${observation.summary[locale]}`,
    blocks,
    charts: told.news === 'recovered' ? [] : [chart],
    readings: readings.all,
  }
}

function trend(
  context: Context,
  { metric }: ConversionWatch,
  periods: readonly Period[],
  readings: readonly Reading[],
  { observation }: Told,
): TrendSpec {
  const { locale } = context
  const baseline = observation.facts.baseline
  const value = typeof baseline === 'object' && baseline !== null && 'value' in baseline ? baseline.value : null
  return {
    kind: 'trend',
    title: `${metric.label[locale]} · ${observation.label}`,
    categories: periods.map((period) => periodShort(spanBetween(period.to.subtract({ days: 1 }), period.to), context)),
    series: [{ name: metric.label[locale], values: readings.map((reading) => reading.value) }],
    format: { style: 'percent', locale },
    ...(typeof value === 'number' ? { threshold: { value, label: say[locale].usual } } : {}),
    highlight: { from: periods.length - 1, to: periods.length - 1 },
  }
}

const say = bilingual({
  en: {
    recovered: 'Recovered',
    usual: 'The 180 days before',
    sentence: (label: string, name: string, now: string, before: string, n: number, m: number) =>
      `${label} of *${name}* is *${now}* (${n} MQLs); in the 180 days before it was ${before} (${m} MQLs).`,
    ripe: (period: string, days: number) => `MQLs of ${period}, each given ${days} days`,
    chance: (p: number) =>
      `chance explains a change this large in ${p < 0.001 ? 'fewer than 1 in 1,000' : `${Math.max(1, Math.round(p * 1_000))} in 1,000`} cases`,
  },
  ja: {
    recovered: '回復しました',
    usual: '過去180日間の水準',
    sentence: (label, name, now, before, n, m) =>
      `*${name}* の${label}は *${now}*（MQL ${n}件）で、それ以前の180日間は${before}（MQL ${m}件）でした。`,
    ripe: (period, days) => `${period}のMQL（各${days}日間の猶予）`,
    chance: (p) => `偶然にこの変化が起こる確率は${p < 0.001 ? '0.1%未満' : `約${(p * 100).toFixed(1)}%`}`,
  },
})
