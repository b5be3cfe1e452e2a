import { escapeMrkdwn } from '../../blocks/build.ts'
import { spanBetween } from '../../calendar/periods.ts'
import type { Observation } from '../../define/alert.ts'
import type { Context } from '../../define/context.ts'
import type { BaseMetric } from '../../define/metric.ts'
import type { Locale } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import { judgeSlowdown, type SlowdownRule } from '../../insight/slowdown.ts'
import { earlierMedian, rankTies, recentMedian, recentRankSum } from '../../metrics/measures/stage-exits.ts'
import { exitBaselineDays } from '../../ssot/facts/stage-exits.ts'
import { formatValue } from '../format.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'

export interface VelocityWatch {
  readonly days: number
  readonly rule: SlowdownRule
}

/** The last `days`, or as many before those. */
export const presentPeriod = ({ today }: Context, days: number, back = 0) => {
  const end = today.subtract({ days: back * days })
  return spanBetween(end.subtract({ days }), end)
}

export async function observeVelocity(context: Context, { days, rule }: VelocityWatch): Promise<Observation[]> {
  const metrics = [recentMedian, earlierMedian, recentRankSum, rankTies]
  const windows = [{ period: presentPeriod(context, days), asOf: context.now }]
  const readings = await context.read({ metrics, windows, by: ['stage'] })
  return readings.of(recentMedian).flatMap((reading) => {
    const stage = reading.by.stage ?? null
    const of = (metric: BaseMetric) => sameGroup(reading, readings.of(metric))
    const earlier = of(earlierMedian)
    const [id] = reading.keys
    if (stage === null || id == null || !earlier) return []
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
        series: id,
        label: stage,
        breached,
        cleared,
        enough,
        weight: (change ?? 0) * now.n,
        fingerprint: breached ? 'breached' : 'quiet',
        subject: `time in stage ${id}`,
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

const say = bilingual({
  en: {
    sentence: (stage: string, now: string, before: string, n: number, m: number) =>
      `Deals that left *${stage}* in the last 28 days had spent a median of *${now}* there (${deals(n)}); in the ${exitBaselineDays} days before it was ${before} (${deals(m)}).`,
  },
  ja: {
    sentence: (stage, now, before, n, m) =>
      `直近28日間に *${stage}* を離れた商談の滞在日数の中央値は *${now}* （${n}件）で、それ以前の${exitBaselineDays}日間は${before}（${m}件）でした。`,
  },
})

const deals = (n: number): string => `${n} ${n === 1 ? 'deal' : 'deals'}`
