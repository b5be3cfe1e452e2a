import { context as contextBlock, divider, escapeMrkdwn, fields, header, section } from '../../blocks/build.ts'
import type { BarsSpec } from '../../blocks/chart.ts'
import { businessDaysIn } from '../../calendar/business-days.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import forecastBestCase from '../../metrics/forecast-best-case.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import closingOpen from '../../metrics/measures/closing-open.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import pipelineHealth from '../../metrics/pipeline-health.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import { formatValue } from '../format.ts'
import { chartFormat } from '../kpi/trend.ts'
import type { Whose } from '../people.ts'
import { periodShort, periodText } from '../periods.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { attentionLines } from './attention.ts'
import type { PipelineFigures } from './figures.ts'
import { movementLines } from './movement.ts'
import { personTable, stageTable } from './tables.ts'
import { words } from './words.ts'

/** The pipeline on one screen: what is open, whether it is enough, what needs attention, what changed. */
export function pipelineMessage(context: Context, whose: Whose, figures: PipelineFigures): Message {
  const { locale } = context
  const say = words[locale]
  const { period, whole, byStage, byPerson } = figures
  const open = whole.one(openPipeline)
  const name = whose.person ? escapeMrkdwn(whose.person.name) : scopeText(context, whose.scope)
  const relations = relationsOf(openPipeline)
  const lead = leadText(context, figures)
  const several = byPerson !== undefined
  const top: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(say.title),
    contextBlock([`${name} · ${periodText(period, context)}`]),
    section(lead),
  ]
  if (open.n === 0) {
    const blocks = [...top, provenance(context, { relations, readings: [open], n: 0 })]
    return { text: `${say.title}: ${plain(lead)}`, blocks, charts: [], readings: whole.all }
  }
  const chart = stageChart(context, figures)
  const attention = attentionLines(context, figures.attention, several)
  const blocks: MessageBlock[] = [
    ...top,
    ...fields(summaryFields(context, figures)),
    ...(chart ? [{ type: 'chart', chart: 0 } as const] : []),
    ...stageTable(context, byStage),
    ...renewalLine(context, figures),
    ...(attention.length > 0
      ? [divider(), section(`*${say.attention(figures.attention.total)}*`), ...lists(attention)]
      : []),
    ...(figures.movements
      ? [
          divider(),
          section(
            `*${say.changed(periodShort(period, context))}*\n${movementLines(context, figures.movements).join('\n')}`,
          ),
        ]
      : [contextBlock([say.noHistory])]),
    ...(byPerson ? [divider(), ...personTable(context, byPerson, period)] : []),
    provenance(context, { relations, readings: [open, ...figures.forecast.of(quotaAttainment, 0)], n: open.n }),
  ]
  return {
    text: `${say.title}, ${plain(name)}: ${plain(lead)}`,
    blocks,
    charts: chart ? [chart] : [],
    readings: [...whole.all, ...byStage.all, ...figures.forecast.all, ...(byPerson?.readings.all ?? [])],
  }
}

const plain = (text: string): string => text.replaceAll('*', '')

/** The answer in one sentence. */
function leadText(context: Context, { whole, forecast, period }: PipelineFigures): string {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const open = whole.one(openPipeline)
  if (open.n === 0) return say.empty
  const amount = formatValue(open.value, 'money', style)
  const quota = forecast.one(quotaAttainment, 0)
  const first = say.open(amount, open.n)
  if (quota.value === null) return `${first} ${say.noTarget(periodShort(period, context))}`
  const gap = (quota.denominator ?? 0) - (quota.numerator ?? 0)
  if (gap <= 0) return `${first} ${say.met(formatValue(quota.value, 'percent', style))}`
  const coverage = forecast.one(pipelineCoverage, 0)
  return `${first} ${say.gap(formatValue(gap, 'money', style, 'short'), formatValue(coverage.value, 'multiple', style))}`
}

function summaryFields(context: Context, { whole, forecast, period, next }: PipelineFigures): string[] {
  const { locale } = context
  const say = words[locale]
  const style = styleOf(context)
  const value = (metric: Metric, window = 0): string => {
    const reading = forecast.one(metric, window)
    return reading.value === null
      ? reasonCell(reading, locale)
      : formatValue(reading.value, metric.unit, style, 'short')
  }
  const closing = (window: number): string => {
    const reading = forecast.one(closingOpen, window)
    return `${formatValue(reading.value, 'money', style, 'short')}  ${say.deals(reading.n)}`
  }
  const field = (label: string, text: string): string => `*${label}*\n${text}`
  const open = whole.one(pipelineHealth)
  return [
    field(weightedPipeline.label[locale], formatValue(whole.one(weightedPipeline).value, 'money', style, 'short')),
    field(
      pipelineHealth.label[locale],
      open.value === null ? reasonCell(open, locale) : formatValue(open.value, 'percent', style),
    ),
    field(say.attainment(periodShort(period, context)), attainmentText(context, forecast, period)),
    field(pipelineCoverage.label[locale], value(pipelineCoverage)),
    field(say.closingMonth, closing(1)),
    field(say.closingPeriod(periodShort(period, context)), closing(0)),
    field(forecastCommit.label[locale], value(forecastCommit)),
    field(forecastBestCase.label[locale], value(forecastBestCase)),
    field(say.nextCoverage(periodShort(next, context)), value(pipelineCoverage, 2)),
  ]
}

/** Attainment beside how much of the period's business days have gone: pace, without prorating the target. */
function attainmentText(
  context: Context,
  forecast: PipelineFigures['forecast'],
  period: PipelineFigures['period'],
): string {
  const { locale, company, today } = context
  const quota = forecast.one(quotaAttainment, 0)
  if (quota.value === null) return reasonCell(quota, locale)
  const style = styleOf(context)
  const share = formatValue(quota.value, 'percent', style)
  const won = formatValue(quota.numerator, 'money', style, 'short')
  const target = formatValue(quota.denominator, 'money', style, 'short')
  const all = businessDaysIn(period.from, period.to, company.calendar)
  const running = today.until(period.to).sign > 0 && period.from.until(today).sign >= 0
  const gone = running && all > 0 ? businessDaysIn(period.from, today, company.calendar) / all : undefined
  const pace = gone === undefined ? '' : `\n${words[locale].pace(formatValue(gone, 'percent', style))}`
  return `${share}  (${won} / ${target})${pace}`
}

function stageChart(context: Context, { byStage }: PipelineFigures): BarsSpec | undefined {
  const readings = byStage.of(openPipeline).filter(({ value }) => value !== null)
  if (readings.length === 0) return undefined
  const { locale } = context
  return {
    kind: 'bars',
    title: words[locale].byStage,
    categories: readings.map(({ by }) => by.stage ?? words[locale].unknownStage),
    series: [{ name: words[locale].amount, values: readings.map(({ value }) => value) }],
    format: chartFormat(context, 'money'),
  }
}

function renewalLine(context: Context, { whole }: PipelineFigures): MessageBlock[] {
  const renewals = whole.one(openPipeline).beside[0]?.value
  if (!renewals) return []
  return [contextBlock([words[context.locale].renewals(formatValue(renewals, 'money', styleOf(context), 'short'))])]
}

/** Long lists become several sections: one may hold 3,000 characters. */
function lists(lines: readonly string[]): MessageBlock[] {
  const chunks: string[] = []
  for (const line of lines) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < 2_800) chunks[chunks.length - 1] = `${last}\n${line}`
    else chunks.push(line)
  }
  return chunks.map((chunk) => section(chunk))
}
