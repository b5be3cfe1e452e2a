import { dataTable, number } from '../../blocks/table.ts'
import type { Context } from '../../define/context.ts'
import type { MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { sameGroup } from '../../insight/comparison.ts'
import bookings from '../../metrics/bookings.ts'
import forecastCommit from '../../metrics/forecast-commit.ts'
import closingOpen from '../../metrics/measures/closing-open.ts'
import openAge from '../../metrics/measures/open-age.ts'
import submittedCommit from '../../metrics/measures/submitted-commit.ts'
import openPipeline from '../../metrics/open-pipeline.ts'
import pipelineCoverage from '../../metrics/pipeline-coverage.ts'
import quotaAttainment from '../../metrics/quota-attainment.ts'
import weightedPipeline from '../../metrics/weighted-pipeline.ts'
import type { Readings } from '../../query/engine.ts'
import { formatValue } from '../format.ts'
import { periodShort } from '../periods.ts'
import { reasonCell } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { listTable } from '../table.ts'
import type { PipelineFigures } from './figures.ts'
import { words } from './words.ts'

/** Count, amount, weighted amount and age of the open deals in each stage, renewals left out. */
export function stageTable(context: Context, byStage: Readings): MessageBlock[] {
  const say = words[context.locale]
  const rows = byStage.of(openPipeline).map((reading) => {
    const same = (metric: Metric): Reading | undefined => sameGroup(reading, byStage.of(metric))
    return [
      reading.by.stage ?? say.unknownStage,
      number(reading.n, String(reading.n)),
      cell(context, openPipeline, reading),
      cell(context, weightedPipeline, same(weightedPipeline)),
      cell(context, openAge, same(openAge)),
    ]
  })
  const header = [say.stage, say.count, say.amount, say.weighted, say.age]
  const table = dataTable({ caption: say.byStage, header, rows, pageSize: 10 })
  return table ? [table] : []
}

/** Who stands where against quota, and what they committed beside what the records say; once it is over, what came of it. */
export function personTable(
  context: Context,
  { dimension, readings }: NonNullable<PipelineFigures['byPerson']>,
  figures: PipelineFigures,
): MessageBlock[] {
  const { period } = figures
  const say = words[context.locale]
  const columns = columnsOf(figures, say)
  const present = columns.flatMap(({ metric }) =>
    metric.kind === 'formula' && metric !== quotaAttainment
      ? []
      : readings.of(metric).filter((each) => each.n > 0 || each.value),
  )
  const groups = new Map(present.map((each) => [JSON.stringify(each.keys), each]))
  const rows = [...groups.values()].map((group) => {
    const of = (metric: Metric): Reading | undefined => sameGroup(group, readings.of(metric))
    return [group.by[dimension] ?? say.nobody, ...columns.map(({ metric }) => cell(context, metric, of(metric)))]
  })
  const title = dimension === 'owner' ? say.byOwner : say.byTeam
  const header = [title, ...columns.map(({ heading }) => heading)]
  const caption =
    context.locale === 'ja' ? `${title}・${periodShort(period, context)}` : `${title}, ${periodShort(period, context)}`
  return listTable({ caption, header, rows, budget: 5_000 }, context.locale)
}

interface Column {
  readonly metric: Metric
  readonly heading: string
}

/** Nothing can close any more in a period that is over; customer success without a target forecasts nothing. */
function columnsOf({ over, forecasting }: PipelineFigures, say: (typeof words)[Locale]): Column[] {
  const column = (metric: Metric, heading: string, shown: boolean): Column[] => (shown ? [{ metric, heading }] : [])
  return [
    ...column(bookings, say.bookings, true),
    ...column(quotaAttainment, say.attained, forecasting),
    ...column(closingOpen, say.toClose, !over),
    ...column(pipelineCoverage, say.coverage, !over && forecasting),
    ...column(forecastCommit, say.commit, !over && forecasting),
    ...column(submittedCommit, say.submitted, forecasting),
  ]
}

function cell(context: Context, metric: Metric, reading: Reading | undefined) {
  if (!reading) return '–'
  const shown =
    reading.value === null
      ? reasonCell(reading, context.locale)
      : formatValue(reading.value, metric.unit, styleOf(context), 'short')
  return number(reading.value, shown)
}
