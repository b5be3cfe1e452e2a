import { Temporal } from 'temporal-polyfill'
import type { Period } from '../../calendar/period.ts'
import { preceding } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { funnelMeasures, type StepMeasures } from '../../metrics/measures/funnel.ts'
import type { StepTimeMeasures } from '../../metrics/measures/step-times.ts'
import type { Readings } from '../../query/engine.ts'
import { otherWindow } from '../../query/other-window.ts'
import { type Filter, looked } from '../../query/question.ts'
import type { TimeWindow } from '../../query/window.ts'
import type { Stage } from '../../ssot/stages.ts'

export type FunnelView = 'cohort' | 'period'

export interface FunnelFigures {
  readonly view: FunnelView
  readonly window: TimeWindow
  readonly other: TimeWindow
  readonly steps: readonly StepMeasures[]
  /** Windows: 0 the period, 1 the one compared with. */
  readonly whole: Readings
  readonly by: string | undefined
  readonly broken: Readings | undefined
  readonly where: readonly Filter[]
  readonly times: StepTimeMeasures
}

export interface FunnelQuestion {
  readonly view: FunnelView
  readonly period: Period
  readonly by: string | undefined
  readonly where: readonly Filter[]
}

/** Reads the funnel; stages that nobody stood in or passed through (retired ones) are no steps of it. */
export async function readFunnel(context: Context, question: FunnelQuestion): Promise<FunnelFigures> {
  const figures = await readSteps(context, question, context.stages)
  const used = context.stages.filter(
    (stage) => !figures.steps.some((step) => step.step.stage === stage.name && isIdle(figures, step)),
  )
  return used.length === context.stages.length ? figures : readSteps(context, question, used)
}

function isIdle({ whole, view }: FunnelFigures, step: StepMeasures): boolean {
  const time = timeOf(step, view)
  return whole.one(step.balance).value === 0 && (!time || whole.one(time).n === 0)
}

async function readSteps(
  context: Context,
  { view, period, by, where }: FunnelQuestion,
  stages: readonly Stage[],
): Promise<FunnelFigures> {
  const { steps, times } = funnelMeasures(stages, mainPipeline(context), knowsStages(context, period))
  const window = { period, asOf: context.now }
  const conversions = steps.flatMap((step) => conversionOf(step, view) ?? [])
  const other = otherWindow(window, context.company.calendar, 'preceding', conversions[0])
  const metrics = steps.flatMap((step) => measuresOf(step, view))
  const [whole, broken] = await Promise.all([
    context.read({ metrics, windows: [window, other], where }),
    by === undefined
      ? undefined
      : context.read({
          metrics: [...conversions, ...steps.map(({ volume }) => volume)],
          windows: [window],
          where,
          by: [by],
        }),
  ])
  return { view, window, other, steps, times, whole, by, broken, where: looked(where) }
}

/**
 * Whether history tells when deals passed their stages. The bot's own snapshots do only for what came after they began:
 * it takes two periods, for the other one is compared.
 */
function knowsStages({ sources, company }: Context, period: Period): boolean {
  const { snapshots } = sources
  if (!sources.has('opportunity_history')) return false
  return !snapshots || Temporal.PlainDate.compare(snapshots.since, preceding(period, company.calendar).from) <= 0
}

/** The pipeline that new business runs through: the one called "default", else the first. */
function mainPipeline({ stages }: Context): string {
  const names = [...new Set(stages.map(({ pipeline }) => pipeline))]
  return names.find((name) => name === 'default') ?? names[0] ?? 'default'
}

/** The two views measure different things; one answer shows only one of them. */
export const conversionOf = (step: StepMeasures, view: FunnelView) => (view === 'cohort' ? step.toNext : step.movedOn)
export const timeOf = (step: StepMeasures, view: FunnelView) => (view === 'cohort' ? step.cohortTime : step.periodTime)

const measuresOf = (step: StepMeasures, view: FunnelView): Metric[] =>
  [
    step.volume,
    step.balance,
    conversionOf(step, view),
    ...(view === 'cohort' ? step.toLater.slice(1).map(({ metric }) => metric) : []),
    timeOf(step, view),
  ].filter((each) => each !== undefined)
