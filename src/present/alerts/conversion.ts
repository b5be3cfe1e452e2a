import { escapeMrkdwn } from '../../blocks/build.ts'
import type { Period } from '../../calendar/period.ts'
import { spanBetween } from '../../calendar/periods.ts'
import type { Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { RatioMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import { type DropRule, judgeDrop } from '../../insight/drop.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

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
export function presentPeriod({ today }: Context, { metric, days }: ConversionWatch, back = 0): Period {
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
    const baseline = sameGroup(now, before)
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

const say = bilingual({
  en: {
    sentence: (label: string, name: string, now: string, before: string, n: number, m: number) =>
      `${label} of *${name}* is *${now}* (${mqls(n)}); in the 180 days before it was ${before} (${mqls(m)}).`,
  },
  ja: {
    sentence: (label, name, now, before, n, m) =>
      `*${name}* の${label}は *${now}*（MQL ${n}件）で、それ以前の180日間は${before}（MQL ${m}件）でした。`,
  },
})

const mqls = (n: number): string => `${n} ${n === 1 ? 'MQL' : 'MQLs'}`
