import { context as contextBlock, divider, fields, header, section } from '../../blocks/build.ts'
import type { WaterfallSpec } from '../../blocks/chart.ts'
import { businessDaysIn } from '../../calendar/business-days.ts'
import { formatPeriod } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { compare } from '../../insight/comparison.ts'
import bookings from '../../metrics/bookings.ts'
import forecastBestCase from '../../metrics/forecast-best-case.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import grr from '../../metrics/grr.ts'
import healthScore from '../../metrics/health-score.ts'
import nrr from '../../metrics/nrr.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import { movements as movementNames } from '../../ssot/facts/pipeline-movement.ts'
import { formatValue } from '../format.ts'
import { changeText } from '../kpi/change.ts'
import { chartFormat } from '../kpi/trend.ts'
import { periodShort } from '../periods.ts'
import { type Movements, movementLabel } from '../pipeline/movement.ts'
import { provenance, staleWarning } from '../provenance.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import type { DigestFigures } from './figures.ts'
import { dealSections, firingSection, funnelSection, leakSection, retentionSection, riskSection } from './sections.ts'
import { words } from './words.ts'

const relations = ['opportunities', 'opportunity_history', 'leads', 'subscriptions', 'targets'] as const

/** The week in one message: what changed, what it means, what to look at. */
export function digestMessage(context: Context, figures: DigestFigures): Message {
  const { locale, company } = context
  const say = words[locale]
  const lead = leadText(context, figures)
  const chart = figures.movements && movementChart(context, figures.movements)
  const title = say.title(formatPeriod(figures.lastWeek, locale, company.calendar))
  const { problems } = context.sources
  const blocks: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(say.heading),
    contextBlock([`${title} · ${say.company}`]),
    section(lead),
    ...fields(forecastFields(context, figures)),
    ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
    ...dealSections(context, figures),
    divider(),
    ...funnelSection(context, figures),
    ...retentionSection(context, figures),
    ...riskSection(context, figures),
    ...leakSection(context, figures),
    ...firingSection(context, figures),
    provenance(context, {
      relations,
      readings: [figures.weeks.one(bookings), ...figures.forecast.of(quotaAttainment, 0)],
      extra: [problems.length === 0 ? say.contract : say.problems(problems.length)],
    }),
  ]
  return {
    text: `${say.heading}, ${title}: ${lead.replaceAll('*', '')}`,
    blocks,
    charts: chart ? [chart] : [],
    readings: [figures.weeks, figures.forecast, figures.weighted, figures.retention, figures.health].flatMap(
      ({ all }) => all,
    ),
  }
}

function leadText(context: Context, { weeks, forecast, quarter, lastWeek }: DigestFigures): string {
  const { locale, company, today } = context
  const say = words[locale]
  const style = styleOf(context)
  const week = weeks.one(bookings)
  const comparison = compare(bookings, week, weeks.one(bookings, 1))
  const change = comparison ? ` ${changeText(comparison, 'money', style, say.weekBefore)}` : ''
  const first =
    week.n === 0
      ? say.noBookings(periodShort(lastWeek, context))
      : `${say.booked(formatValue(week.value, 'money', style, 'short'), week.n)}${change}`
  const quota = forecast.one(quotaAttainment)
  if (quota.value === null) return `${first}\n${say.noTarget(periodShort(quarter, context))}`
  const all = businessDaysIn(quarter.from, quarter.to, company.calendar)
  const until = today.until(quarter.to).sign > 0 ? today : quarter.to
  const gone = all > 0 ? businessDaysIn(quarter.from, until, company.calendar) / all : 1
  const standing = quota.value >= gone ? say.ahead : say.behind
  const amounts = [quota.numerator, quota.denominator].map((value) => formatValue(value, 'money', style, 'short'))
  return `${first}\n${say.toDate(periodShort(quarter, context), formatValue(quota.value, 'percent', style), amounts[0] ?? '', amounts[1] ?? '', formatValue(gone, 'percent', style), standing)}`
}

function forecastFields(context: Context, { forecast, weighted, quarter, retention, health }: DigestFigures): string[] {
  const { locale } = context
  const style = styleOf(context)
  const say = words[locale]
  const field = (label: string, metric: Metric, now: Reading, before?: Reading, other = say.weekAgo): string => {
    const value = now.value === null ? reasonCell(now, locale) : formatValue(now.value, metric.unit, style, 'short')
    const comparison = before && compare(metric, now, before)
    return `*${label}*\n${value}${comparison ? `\n${changeText(comparison, metric.unit, style, other)}` : ''}`
  }
  const forecasts = [forecastCommit, forecastBestCase].map((metric) =>
    field(
      `${metric.label[locale]}, ${periodShort(quarter, context)}`,
      metric,
      forecast.one(metric),
      forecast.one(metric, 1),
    ),
  )
  return [
    ...forecasts,
    field(
      weightedPipeline.label[locale],
      weightedPipeline,
      weighted.one(weightedPipeline),
      weighted.one(weightedPipeline, 1),
    ),
    field(
      pipelineCoverage.label[locale],
      pipelineCoverage,
      forecast.one(pipelineCoverage),
      forecast.one(pipelineCoverage, 1),
    ),
    ...[nrr, grr].map((metric) =>
      field(
        say.trailing(metric.label[locale]),
        metric,
        retention.one(metric),
        retention.one(metric, 1),
        say.yearBefore,
      ),
    ),
    field(healthScore.label[locale], healthScore, health.one(healthScore)),
  ]
}

function movementChart(context: Context, found: Movements): WaterfallSpec | undefined {
  const steps = movementNames
    .filter((name) => name === 'start' || name === 'end' || (found.get(name)?.deals ?? 0) > 0)
    .map((name) => ({
      label: movementLabel(name, context),
      value: found.get(name)?.amount ?? 0,
      kind: name === 'start' || name === 'end' ? ('total' as const) : ('change' as const),
    }))
  if (steps.length < 3) return undefined
  return { kind: 'waterfall', title: words[context.locale].movement, steps, format: chartFormat(context, 'money') }
}
