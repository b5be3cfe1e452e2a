import { businessDaysIn } from '../../calendar/business-days.ts'
import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import forecastBestCase from '../../metrics/forecast-best-case.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import closingOpen, { pastDue } from '../../metrics/measures/closing-open.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import pipelineHealth from '../../metrics/pipeline-health.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import type { PipelineFigures } from './figures.ts'
import { words } from './words.ts'

/** The figures around the open pipeline; of a period that is over, what is open now and what was reached. */
export function summaryFields(
  context: Context,
  { whole, forecast, period, next, over, forecasting }: PipelineFigures,
): string[] {
  const { locale } = context
  const say = words[locale]
  const when = periodShort(period, context)
  const field = (label: string, text: string): string => `*${label}*\n${text}`
  const value = (metric: Metric, reading: Reading): string =>
    field(metric.label[locale], shown(context, metric, reading))
  const closing = (label: string, window: number): string => {
    const reading = forecast.one(closingOpen, window)
    const deals = reading.value === null && reading.n === 0 ? '' : `  ${say.deals(reading.n)}`
    const late = reading.beside[pastDue]?.value
    const past = late ? `\n${say.pastDue(formatValue(late, 'money', styleOf(context), 'short'))}` : ''
    return field(label, `${shown(context, closingOpen, reading)}${deals}${past}`)
  }
  return [
    value(weightedPipeline, whole.one(weightedPipeline)),
    ...(context.endOfDay ? [] : [value(pipelineHealth, whole.one(pipelineHealth))]),
    ...(forecasting
      ? [field(say.attainment(when), attainmentText(context, forecast.one(quotaAttainment), period))]
      : []),
    ...(over || !forecasting ? [] : [value(pipelineCoverage, forecast.one(pipelineCoverage))]),
    ...(over ? [] : [closing(say.closingMonth, 1), closing(say.closingPeriod(when), 0)]),
    ...(over || !forecasting
      ? []
      : [
          ...[forecastCommit, forecastBestCase].map((metric) => value(metric, forecast.one(metric))),
          field(
            say.nextCoverage(periodShort(next, context)),
            shown(context, pipelineCoverage, forecast.one(pipelineCoverage, 2)),
          ),
        ]),
  ]
}

const shown = (context: Context, metric: Metric, reading: Reading): string =>
  reading.value === null
    ? reasonCell(reading, context.locale)
    : formatValue(reading.value, metric.unit, styleOf(context), 'short')

/** Attainment beside how much of the period's business days have gone: pace, without prorating the target. */
function attainmentText(context: Context, quota: Reading, period: PipelineFigures['period']): string {
  const { locale, company, today, now } = context
  if (quota.value === null) return reasonCell(quota, locale)
  const style = styleOf(context)
  const say = words[locale]
  const amounts = [quota.numerator, quota.denominator].map((amount) => formatValue(amount, 'money', style, 'short'))
  const reached = say.reached(formatValue(quota.value, 'percent', style), amounts[0] ?? '', amounts[1] ?? '')
  const all = businessDaysIn(period.from, period.to, company.calendar)
  if (!isRunning(period, now, company.calendar.zone) || all === 0) return reached
  const gone = businessDaysIn(period.from, today, company.calendar) / all
  return `${reached}\n${say.pace(formatValue(gone, 'percent', style))}`
}
