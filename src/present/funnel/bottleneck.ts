import { Temporal } from 'temporal-polyfill'
import { equalPoint } from '../../calendar/business-days.ts'
import { instants, isRunning, shift, spanBetween } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Reading } from '../../define/reading.ts'
import { type Bottleneck, bottleneck, type Share, type TimeEvidence } from '../../insight/bottleneck.ts'
import avgDealSize from '../../metrics/avg-deal-size.ts'
import type { StepMeasures } from '../../metrics/measures/funnel.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import type { FunnelFigures } from './figures.ts'

/** Periods before that a step is held against, each at equal age. */
const basePeriods = 4
/** Days before the period from which the chance to win and the average deal are taken. */
const yearDays = 365

/** The step that costs the most won revenue against its own baseline; undefined when none stands out, or nothing is known. */
export async function findBottleneck(
  context: Context,
  figures: FunnelFigures,
): Promise<Bottleneck<StepMeasures> | undefined> {
  const { steps, window, where, times } = figures
  const conversions = steps.flatMap(({ toNext }) => toNext ?? [])
  const chances = steps.flatMap(({ everWon }) => everWon ?? [])
  const year = {
    period: spanBetween(window.period.from.subtract({ days: yearDays }), window.period.from),
    asOf: window.asOf,
  }
  // Ranks are of the whole company: a part of it would need ranks of its own.
  const ranked = context.scope.kind !== 'people' && where.length === 0
  const { recent, base, rankSum, ties } = times
  const [shares, wins, deal, ranks] = await Promise.all([
    context.read({ metrics: conversions, windows: [window, ...baseWindows(context, window)], where }),
    context.read({ metrics: chances, windows: [year], where }),
    context.read({ metrics: [avgDealSize], windows: [year], where }).catch(() => undefined),
    ranked ? context.read({ metrics: [recent, base, rankSum, ties], windows: [window], by: ['step'] }) : undefined,
  ])
  const evidence = steps.flatMap((step, i) => {
    const { toNext } = step
    if (!toNext) return []
    const next = steps[i + 1]?.everWon
    const [now, ...before] = [0, ...baseWindows(context, window).map((_, k) => k + 1)].map((w) =>
      shareOf(shares.one(toNext, w)),
    )
    const time = ranks && timeOf(figures, ranks, step)
    return [
      {
        step,
        now: now ?? { successes: 0, n: 0 },
        base: before.reduce((sum, each) => ({ successes: sum.successes + each.successes, n: sum.n + each.n }), {
          successes: 0,
          n: 0,
        }),
        // What reaches the last step has been won.
        winsFromNext: next ? wins.one(next).value : 1,
        ...(time ? { time } : {}),
      },
    ]
  })
  return bottleneck(evidence, deal?.one(avgDealSize).value ?? null)
}

const shareOf = ({ numerator, denominator }: Reading): Share => ({ successes: numerator ?? 0, n: denominator ?? 0 })

/** The periods of the same kind before it, each seen at the age that this one has now (METRICS rules 8 and 10). */
function baseWindows({ company, now }: Context, { period, asOf }: TimeWindow): TimeWindow[] {
  const { calendar } = company
  const running = isRunning(period, asOf, calendar.zone)
  const age = instants(period, calendar.zone).to.until(asOf)
  return Array.from({ length: basePeriods }, (_, i) => {
    const earlier = shift(period, -(i + 1), calendar)
    const seen = running ? equalPoint(period, asOf, earlier, calendar) : instants(earlier, calendar.zone).to.add(age)
    return { period: earlier, asOf: Temporal.Instant.compare(seen, now) > 0 ? now : seen }
  })
}

function timeOf({ times }: FunnelFigures, ranks: Readings, { step }: StepMeasures): TimeEvidence | undefined {
  const of = (metric: (typeof times)[keyof typeof times]) =>
    ranks.of(metric).find(({ keys }) => keys[0] === String(step.index))
  const [recent, base] = [of(times.recent), of(times.base)]
  if (!recent || !base) return undefined
  return {
    medianNow: recent.value,
    medianBase: base.value,
    nNow: recent.n,
    nBase: base.n,
    rankSum: of(times.rankSum)?.value ?? 0,
    tieTerm: of(times.ties)?.value ?? 0,
  }
}
