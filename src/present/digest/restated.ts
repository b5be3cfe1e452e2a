import { context as contextBlock, section } from '../../blocks/build.ts'
import { fullDate } from '../../calendar/format.ts'
import type { Grain, Period } from '../../calendar/period.ts'
import { lastComplete, split } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { FirstReported } from '../../define/reported.ts'
import { SourceUnavailable } from '../../errors.ts'
import { restatement } from '../../insight/restatement.ts'
import { isReported } from '../../query/definition.ts'
import { formatChange, formatPercentChange, formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { styleOf } from '../style.ts'
import type { DigestFigures } from './figures.ts'
import { words } from './words.ts'

/** How far back the digest looks for figures that have changed since they were told; of equal changes the longer period is first. */
const reach: readonly (readonly [Grain, number])[] = [
  ['quarter', 8],
  ['month', 12],
  ['week', 13],
]
const mostLines = 5

/** A figure of a closed period that is another now. */
export interface Restated {
  readonly metric: Metric
  readonly period: Period
  readonly first: FirstReported
  readonly now: number
  /** As a fraction of the first; infinite where that was 0. */
  readonly change: number
}

/**
 * What the company's closed weeks, months and quarters read otherwise than when they were first told, the largest change
 * first; undefined where the SSOT took too long to tell.
 */
export async function readRestated(context: Context): Promise<readonly Restated[] | undefined> {
  try {
    const found: Restated[] = []
    for (const [grain, count] of reach) found.push(...(await restatedBy(context, grain, count)))
    return found.sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
  } catch (error) {
    if (error instanceof SourceUnavailable) return undefined
    throw error
  }
}

async function restatedBy(context: Context, grain: Grain, count: number): Promise<Restated[]> {
  const { catalog, company, today, now, sources } = context
  const periods = split(lastComplete(grain, count, today, company.calendar), grain, company.calendar)
  const told = [...catalog.metrics.values()].filter((metric) => isTold(metric, sources.has('opportunity_history')))
  const reports = await context.firstReported(told, periods)
  if (reports.length === 0) return []
  const of = (metric: Metric, { from }: Period): FirstReported | undefined =>
    reports.find((each) => each.metric === catalog.idOf(metric) && each.from === from.toString())
  const windows = periods.map((period) => ({ period, asOf: now }))
  const windowsOf = (metric: Metric) => windows.filter(({ period }) => of(metric, period))
  const metrics = told.filter((metric) => windowsOf(metric).length > 0)
  const readings = await context.read({ metrics, windows: windowsOf })
  return metrics.flatMap((metric) =>
    windowsOf(metric).flatMap(({ period }, index): Restated[] => {
      const first = of(metric, period)
      const { value } = readings.one(metric, index)
      if (!first || value === null) return []
      const change = restatement(first.value, value, metric.unit)
      return change === undefined ? [] : [{ metric, period, first, now: value, change }]
    }),
  )
}

/** How deals stood at the end of a period is not restated where no history tells it: it is not known any more. */
const isTold = (metric: Metric, withHistory: boolean): boolean =>
  isReported(metric) &&
  (withHistory || metric.fact.time !== 'state' || !metric.fact.reads.includes('opportunity_history'))

/** "Bookings, Q3 2026: ¥650M → ¥611M (−6.0%), first reported 1 Oct 2026". */
export function restatedSection(context: Context, { restated }: Pick<DigestFigures, 'restated'>): MessageBlock[] {
  const say = words[context.locale]
  if (!restated) return [contextBlock([say.restatedUnknown])]
  if (restated.length === 0) return []
  const lines = restated.slice(0, mostLines).map((each) => `• ${restatedLine(context, each)}`)
  const rest = restated.length - lines.length
  return [section([`*${say.restated}*`, ...lines, ...(rest > 0 ? [say.more(rest)] : [])].join('\n'))]
}

function restatedLine(context: Context, { metric, period, first, now, change }: Restated): string {
  const { locale, company } = context
  const style = styleOf(context)
  const [before, after] = [first.value, now].map((value) => formatValue(value, metric.unit, style, 'short'))
  const by =
    metric.unit === 'percent' || !Number.isFinite(change)
      ? formatChange(now - first.value, metric.unit, style)
      : formatPercentChange(change, style)
  const day = first.reportedAt.toZonedDateTimeISO(company.calendar.zone).toPlainDate()
  const label = words[locale].during(metric.label[locale], periodShort(period, context))
  return words[locale].restatedLine(label, before ?? '', after ?? '', by, fullDate(day, locale))
}
