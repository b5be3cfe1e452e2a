import { Temporal } from 'temporal-polyfill'
import { equalPoint } from '../../calendar/business-days.ts'
import { instants, isRunning, shift, spanBetween } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Reading } from '../../define/reading.ts'
import { type Bottleneck, bottleneck, type Share, type TimeEvidence } from '../../insight/bottleneck.ts'
import avgDealSize from '../../metrics/avg-deal-size.ts'
import type { StepMeasures, Stretch } from '../../metrics/measures/funnel.ts'
import type { Readings } from '../../query/engine.ts'
import { type Filter, looked } from '../../query/question.ts'
import type { TimeWindow } from '../../query/window.ts'
import { instantSql } from '../../ssot/sql.ts'
import type { FunnelPlan } from './figures.ts'

/** Periods before that a step is held against, each at equal age. */
const basePeriods = 4
/** Days before the period from which the chance to win and the average deal are taken. */
const yearDays = 365

/** The step that costs the most won revenue against its own baseline; undefined when none stands out, or nothing is known. */
export async function findBottleneck(
  context: Context,
  plan: FunnelPlan,
): Promise<Bottleneck<StepMeasures> | undefined> {
  const { window, times } = plan
  const where = looked(plan.where)
  const zone = context.company.calendar.zone
  const lastYear = spanBetween(window.period.from.subtract({ days: yearDays }), window.period.from)
  const stretches = [window, ...baseWindows(context, window)].map((each) => stretchOf(each, zone))
  const year = stretchOf({ period: lastYear, asOf: window.asOf }, zone)
  const steps = plan.steps.map((step) => ({
    step,
    shares: stretches.flatMap((stretch) => step.toNextIn?.(stretch) ?? []),
    wins: step.everWonIn?.(year),
  }))
  // Ranks are of the whole company: a part of it would need ranks of its own.
  const ranked = context.scope.kind !== 'people' && where.length === 0
  const { recent, base, rankSum, ties } = times
  const metrics = steps.flatMap(({ shares, wins }) => [...shares, ...(wins ? [wins] : [])])
  const [found, deal, ranks] = await Promise.all([
    context.read({ metrics, windows: [window], where }),
    averageDeal(context, { period: lastYear, asOf: window.asOf }, where),
    ranked ? context.read({ metrics: [recent, base, rankSum, ties], windows: [window], by: ['step'] }) : undefined,
  ])
  const evidence = steps.flatMap(({ step, shares }, i) => {
    const [now, ...before] = shares.map((metric) => shareOf(found.one(metric)))
    if (!now) return []
    const next = steps[i + 1]?.wins
    const time = ranks && timeOf(plan, ranks, step)
    return [
      {
        step,
        now,
        base: before.reduce(together, { successes: 0, n: 0 }),
        // What reaches the last step has been won.
        winsFromNext: next ? found.one(next).value : 1,
        ...(time ? { time } : {}),
      },
    ]
  })
  return bottleneck(evidence, deal)
}

/** Null where the filters are none that won deals have. */
async function averageDeal(context: Context, window: TimeWindow, where: readonly Filter[]): Promise<number | null> {
  const known = context.dimensions(avgDealSize)
  if (where.some(({ dimension }) => !known.includes(dimension))) return null
  return (await context.read({ metrics: [avgDealSize], windows: [window], where })).one(avgDealSize).value
}

function stretchOf({ period, asOf }: TimeWindow, zone: string): Stretch {
  const { from, to } = instants(period, zone)
  return { from: instantSql(from), to: instantSql(to), asOf: instantSql(asOf) }
}

const together = (a: Share, b: Share): Share => ({ successes: a.successes + b.successes, n: a.n + b.n })

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

function timeOf({ times }: FunnelPlan, ranks: Readings, { step }: StepMeasures): TimeEvidence | undefined {
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
