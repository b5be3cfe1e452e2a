import type { Context } from '../../define/context.ts'
import { leavesOf } from '../../query/plan.ts'
import { relationsOf } from '../../query/touched.ts'
import { windowOf } from '../kpi/windows.ts'
import type { RowsQuestion, StepRowsQuestion } from './parse.ts'
import { stepSubject } from './step.ts'

/** A KPI with the figures it is made of, or a step of the funnel. */
export async function subjectOf(context: Context, question: RowsQuestion | StepRowsQuestion) {
  if ('step' in question) {
    const subject = await stepSubject(context, question)
    const window = { period: question.period, asOf: context.now }
    return { ...subject, window, relations: subject.leaves.flatMap(({ metric }) => relationsOf(metric)) }
  }
  const { metric } = question
  const window = windowOf(context, metric, question)
  const leaves = leavesOf(metric, window, context.engine)
  const id = context.catalog.idOf(metric) ?? 'rows'
  return { leaves, label: metric.label[context.locale], id, window, relations: relationsOf(metric) }
}
