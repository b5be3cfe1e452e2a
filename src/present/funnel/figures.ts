import { Temporal } from 'temporal-polyfill'
import type { Period } from '../../calendar/period.ts'
import { preceding } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import { funnelMeasures, type StepMeasures } from '../../metrics/measures/funnel.ts'
import { stageVisits } from '../../metrics/measures/stage-visits.ts'
import type { StepTimeMeasures } from '../../metrics/measures/step-times.ts'
import type { Readings } from '../../query/engine.ts'
import { otherWindow } from '../../query/other-window.ts'
import { type Filter, looked } from '../../query/question.ts'
import type { TimeWindow } from '../../query/window.ts'
import type { Stage } from '../../ssot/stages.ts'

export type FunnelView = 'cohort' | 'period'

/** What is asked of each step, over which windows: everything of a funnel but its figures. */
export interface FunnelPlan {
  readonly view: FunnelView
  readonly window: TimeWindow
  readonly other: TimeWindow
  readonly steps: readonly StepMeasures[]
  readonly times: StepTimeMeasures
  readonly by: string | undefined
  readonly where: readonly Filter[]
}

export interface FunnelFigures extends FunnelPlan {
  /** Windows: 0 the period, 1 the one compared with. */
  readonly whole: Readings
  readonly broken: Readings | undefined
}

export interface FunnelQuestion {
  readonly view: FunnelView
  readonly period: Period
  /** As typed; none for the one that is meant by default. */
  readonly periodWords: readonly string[]
  readonly by: string | undefined
  readonly where: readonly Filter[]
}

/** The steps of the funnel; stages that nobody stood in, in either period (retired ones), are none. */
export async function planFunnel(context: Context, question: FunnelQuestion): Promise<FunnelPlan> {
  const { view, period, by, where } = question
  const window = { period, asOf: context.now }
  const knows = knowsStages(context, period)
  const planned = (stages: readonly Stage[]) => {
    const { steps, times } = funnelMeasures(stages, mainPipeline(context), knows)
    const conversions = steps.flatMap((step) => conversionOf(step, view) ?? [])
    const other = otherWindow(window, context.company.calendar, 'preceding', conversions[0])
    return { view, window, other, steps, times, by, where }
  }
  const all = planned(context.stages)
  if (!knows) return all
  // A filter that deals do not have is refused with the figures.
  const known = context.dimensions(stageVisits)
  const usable = looked(where).filter(({ dimension }) => known.includes(dimension))
  const visits = await context.read({
    metrics: [stageVisits],
    windows: [window, all.other],
    by: ['visited'],
    where: usable,
  })
  const visited = new Set([0, 1].flatMap((at) => visits.of(stageVisits, at).map(({ keys }) => keys[0])))
  // The first open stage is where opportunities begin, in use or not.
  const first = Math.min(...context.stages.filter(({ outcome }) => outcome === 'open').map(({ position }) => position))
  return planned(
    context.stages.filter(({ id, outcome, position }) => outcome !== 'open' || position === first || visited.has(id)),
  )
}

export async function readFunnel(context: Context, plan: FunnelPlan): Promise<FunnelFigures> {
  const { steps, view, window, other, where, by } = plan
  const metrics = steps.flatMap((step) => measuresOf(step, view))
  const conversions = steps.flatMap((step) => conversionOf(step, view) ?? [])
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
  return { ...plan, whole, broken }
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
