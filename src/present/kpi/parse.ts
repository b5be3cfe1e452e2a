import type { Grain, Period } from '../../calendar/period.ts'
import { periodContaining } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Against } from '../../query/other-window.ts'
import type { Filter } from '../../query/question.ts'
import { nearestBreakdown } from '../breakdowns.ts'
import { takePeriod, takeSelectors } from '../grammar.ts'
import { takeMetrics } from '../metric-names.ts'
import { notUnderstood } from '../not-understood.ts'
import { corrected, retyped } from '../typed.ts'
import { takeTrend } from './take-trend.ts'

export interface KpiArgs {
  /** None: the scorecard of the asker's role. */
  readonly metrics: readonly Metric[]
  readonly period: Period | undefined
  /** As typed; none for the one that is meant by default. */
  readonly periodWords: readonly string[]
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly against: Against
  /** The units to draw the period in: null = those it is made of; undefined: a trend was not asked for. */
  readonly trend: Grain | null | undefined
  /** The question as typed, to be asked on from. */
  readonly typed: string
}

/** `[kpi, kpi …] [period] [by …] [where …] [vs last year] [trend …] [monthly]`, the KPIs first, the rest in any order. */
export function parseKpi(words: readonly string[], context: Context): KpiArgs {
  const selectors = takeSelectors(words, context.locale)
  const versus = takeAgainst(selectors.rest)
  const trend = takeTrend(versus.rest)
  const found = takePeriod(trend.rest, context)
  const { metrics, rest } = takeMetrics(found.rest, context)
  if (rest.length > 0) {
    const command = `kpi ${context.catalog.idOf(metrics[0] ?? {}) ?? ''}`
    const asked = `kpi ${withKnownBreakdowns(retyped(words), selectors.by, metrics, context)}`
    throw notUnderstood(rest, context, { command, example: examplePeriod[context.locale], asked })
  }
  const { calendar } = context.company
  const counted = trend.count && periodContaining(trend.count.grain, context.today, calendar, trend.count.n)
  const asked = trend.asked || selectors.grain !== undefined
  return {
    metrics,
    period: found.period ?? counted ?? undefined,
    periodWords: found.period || !trend.count ? found.words : ['trend', String(trend.count.n), `${trend.count.grain}s`],
    by: selectors.by,
    where: selectors.where,
    against: versus.against,
    trend: asked ? (selectors.grain ?? null) : undefined,
    typed: retyped(words),
  }
}

/** A question with the nearest breakdowns in the place of unknown ones: what is suggested must not fail for the next slip. */
const withKnownBreakdowns = (
  question: string,
  by: readonly string[],
  [metric]: readonly Metric[],
  context: Context,
): string =>
  by.reduce((text, name) => {
    const known = metric ? context.dimensions(metric) : []
    const guess = known.includes(name) ? undefined : nearestBreakdown(name, known)
    return (guess && corrected(text, name, guess)) ?? text
  }, question)

const examplePeriod = { en: 'last quarter', ja: '先四半期' }

function takeAgainst(words: readonly string[]): { against: Against; rest: readonly string[] } {
  const text = words.join(' ')
  const found =
    /(?:^| )(?:vs|versus|against) (?:last year|previous year|ly)(?= |$)|(?:^| )(?:yoy|前年比|前年同期比)(?= |$)/i.exec(
      text,
    )
  if (!found) return { against: 'preceding', rest: words }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { against: 'last year', rest: rest.split(' ').filter(Boolean) }
}
