import { context as contextBlock, divider, fields, header } from '../../blocks/build.ts'
import type { WaterfallSpec } from '../../blocks/chart.ts'
import { businessDaysIn } from '../../calendar/business-days.ts'
import { formatPeriod } from '../../calendar/format.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
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
import type { Readings } from '../../query/engine.ts'
import { movements as movementNames } from '../../ssot/facts/pipeline-movement.ts'
import { listedOf } from '../firing.ts'
import { formatValue } from '../format.ts'
import { changeText } from '../kpi/change.ts'
import { chartFormat } from '../kpi/trend.ts'
import { paragraph } from '../lines.ts'
import { periodShort } from '../periods.ts'
import { type Movements, movementLabel } from '../pipeline/movement.ts'
import { sentences, spoken } from '../plain.ts'
import { provenance, scopeText, snapshotNote, staleWarning } from '../provenance.ts'
import { isWithheld, reasonText } from '../reasons.ts'
import { faultsOf } from '../status/faults.ts'
import { styleOf } from '../style.ts'
import type { DigestFigures } from './figures.ts'
import { restatedSection } from './restated.ts'
import { dealSections, firingSection, funnelSection, leakSection, retentionSection, riskSection } from './sections.ts'
import { words } from './words.ts'

/** What the digest rests on. */
export const digestRelations = ['opportunities', 'opportunity_history', 'leads', 'subscriptions', 'targets'] as const

/** The week in one message: what changed, what it means, what to look at. */
export function digestMessage(context: Context, figures: DigestFigures): Message {
  const { locale, company } = context
  const say = words[locale]
  const lead = leadText(context, figures)
  const chart = figures.movements && movementChart(context, figures.movements)
  const title = say.title(formatPeriod(figures.lastWeek, locale, company.calendar))
  const faults = faultsOf(context.sources)
  const errors = faults.filter(({ severity }) => severity === 'error').length
  const rest = [funnelSection, retentionSection, riskSection, leakSection, firingSection, restatedSection].flatMap(
    (part) => part(context, figures),
  )
  const blocks: MessageBlock[] = [
    ...staleWarning(context, digestRelations),
    header(say.heading),
    contextBlock([`${title} · ${scopeText(context, context.scope)}`]),
    ...paragraph([lead]),
    ...fields(forecastFields(context, figures)),
    ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
    ...dealSections(context, figures),
    ...(rest.length > 0 ? [divider(), ...rest] : []),
    provenance(context, {
      relations: digestRelations,
      readings: [figures.weeks.one(bookings), ...figures.forecast.of(quotaAttainment, 0)],
      extra: [...snapshotNote(context), dataText(context, errors, faults.length - errors)],
    }),
  ]
  return {
    text: spoken(locale, [say.heading, title], lead.replaceAll('\n', locale === 'ja' ? '' : ' ')),
    blocks,
    charts: chart ? [chart] : [],
    readings: [figures.weeks, figures.forecast, figures.weighted, figures.retention, figures.health].flatMap(
      ({ all }) => all,
    ),
    listed: listedOf(figures.firing),
  }
}

/** What is wrong with the data, in one line; that nothing is, only where somebody looked. */
function dataText({ locale, sources }: Context, errors: number, warnings: number): string {
  const say = words[locale]
  if (errors + warnings > 0) return say.problems(errors, warnings)
  return sources.checked.every(({ at }) => at) ? say.contract : say.unchecked
}

function leadText(context: Context, { weeks, forecast, quarter, lastWeek }: DigestFigures): string {
  const { locale, company, today } = context
  const say = words[locale]
  const style = styleOf(context)
  const week = weeks.one(bookings)
  const comparison = compare(bookings, week, weeks.one(bookings, 1))
  const change = comparison ? `${changeText(comparison, 'money', style, say.weekBefore)}${say.stop}` : ''
  const booked = say.booked(formatValue(week.value, 'money', style, 'short'), week.n)
  const told = isWithheld(week) ? '' : sentences(locale, [booked, change])
  const first = week.n === 0 && !isWithheld(week) ? say.noBookings(periodShort(lastWeek, context)) : told
  const quota = forecast.one(quotaAttainment)
  const when = periodShort(quarter, context)
  if (quota.value === null) {
    const why = quota.reason === 'no_target' ? say.noTarget(when) : reasonText(quota, quotaAttainment, when, locale)
    return [first, why].filter(Boolean).join('\n')
  }
  const all = businessDaysIn(quarter.from, quarter.to, company.calendar)
  const until = today.until(quarter.to).sign > 0 ? today : quarter.to
  const gone = all > 0 ? businessDaysIn(quarter.from, until, company.calendar) / all : 1
  const standing = quota.value >= gone ? say.ahead : say.behind
  const amounts = [quota.numerator, quota.denominator].map((value) => formatValue(value, 'money', style, 'short'))
  return `${first}\n${say.toDate(when, formatValue(quota.value, 'percent', style), amounts[0] ?? '', amounts[1] ?? '', formatValue(gone, 'percent', style), standing)}`
}

/** The figures that stand beside the sentence, each with its change; what rests on nothing is not mentioned. */
function forecastFields(context: Context, figures: DigestFigures): string[] {
  const { forecast, weighted, quarter, retention, health } = figures
  const { locale } = context
  const style = styleOf(context)
  const say = words[locale]
  const field = (label: string, metric: Metric, readings: Readings, other: string): string[] => {
    const now = readings.one(metric)
    if (now.value === null || now.n === 0) return []
    const [before] = readings.of(metric, 1)
    const comparison = before && compare(metric, now, before)
    const change = comparison ? `\n${changeText(comparison, metric.unit, style, other)}` : ''
    return [`*${label}*\n${formatValue(now.value, metric.unit, style, 'short')}${change}`]
  }
  const when = periodShort(quarter, context)
  return [
    ...[forecastCommit, forecastBestCase].flatMap((metric) =>
      field(say.during(metric.label[locale], when), metric, forecast, say.weekAgo),
    ),
    ...field(weightedPipeline.label[locale], weightedPipeline, weighted, say.weekAgo),
    ...field(pipelineCoverage.label[locale], pipelineCoverage, forecast, say.weekAgo),
    ...[nrr, grr].flatMap((metric) => field(say.trailing(metric.label[locale]), metric, retention, say.yearBefore)),
    ...field(healthScore.label[locale], healthScore, health, ''),
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
