import type { BaseMetric, Metric } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { composeSelect } from './compose.ts'
import { evaluate } from './evaluate.ts'
import { type Figures, figuresOf, type Group, groupOf, selectedRow, wholeGroup } from './groups.ts'
import { type FactPlan, leavesOf, missingNeed, planByFact, windowKey } from './plan.ts'
import type { Filter } from './question.ts'
import type { Scope } from './scope.ts'
import { targetsFor } from './target-scope.ts'
import type { EngineSettings, TimeWindow } from './window.ts'

/** What is asked of the engine. A question without a scope does not compile. */
export interface Question {
  readonly metrics: readonly Metric[]
  readonly windows: readonly TimeWindow[]
  readonly scope: Scope
  readonly by?: readonly string[]
  readonly where?: readonly Filter[]
}

/** Readings by metric, in the question's order; each has one reading per window and group. */
export interface Readings {
  of(metric: Metric, window?: number): readonly Reading[]
  /** The only reading of a metric that was asked without a breakdown. */
  one(metric: Metric, window?: number): Reading
  readonly all: readonly Reading[]
}

export interface Engine {
  /** `snapshot`: what the asker already knows of the SSOT; looked at anew by default. */
  read(question: Question, snapshot?: SsotSnapshot): Promise<Readings>
  readonly settings: EngineSettings
}

export interface EngineOptions {
  readonly source: SsotSource
  readonly settings: EngineSettings
  /** The id under which a metric is known; unlisted measures have none. */
  idOf(metric: Metric): string | undefined
}

/** Figures of base metrics: by metric, window and group. */
export interface FigureTable {
  readonly groups: readonly Group[]
  get(metric: BaseMetric, window: TimeWindow, group: Group): Figures
  /** Whether any row of the group was there. */
  has(metric: BaseMetric, window: TimeWindow, group: Group): boolean
}

export function createEngine({ source, settings, idOf }: EngineOptions): Engine {
  return {
    settings,
    async read(question, known) {
      const snapshot = known ?? (await source.snapshot())
      const connected = question.metrics.filter((metric) => !missingNeed(metric, snapshot.mapped.has))
      const leaves = connected.flatMap((metric) =>
        question.windows.flatMap((window) => leavesOf(metric, window, settings.zone)),
      )
      const [table, targets] = await Promise.all([
        readFigures(source, snapshot, settings, planByFact(leaves), question),
        targetsFor(source, snapshot, question, idOf),
      ])
      const readings = question.metrics.map((metric) => ({
        metric,
        byWindow: question.windows.map((window) =>
          evaluate({
            metric,
            window,
            table,
            targets,
            snapshot,
            settings,
            id: idOf(metric) ?? '',
            by: question.by ?? [],
          }),
        ),
      }))
      return asReadings(readings)
    },
  }
}

function asReadings(found: readonly { metric: Metric; byWindow: readonly (readonly Reading[])[] }[]): Readings {
  const of = (metric: Metric, window = 0): readonly Reading[] =>
    found.find((each) => each.metric === metric)?.byWindow[window] ?? []
  return {
    of,
    one(metric, window = 0) {
      const [reading] = of(metric, window)
      if (!reading) throw new Error('a metric was read that the question did not ask for')
      return reading
    },
    all: found.flatMap(({ byWindow }) => byWindow.flat()),
  }
}

/** Runs one statement per fact, all at once. */
async function readFigures(
  source: SsotSource,
  snapshot: SsotSnapshot,
  settings: EngineSettings,
  plans: readonly FactPlan[],
  question: Question,
): Promise<FigureTable> {
  const by = question.by ?? []
  const groups = new Map<string, Group>(by.length === 0 ? [['', wholeGroup]] : [])
  const figures = new Map<BaseMetric, Map<string, Figures>>()
  await Promise.all(
    plans.map(async (plan) => {
      const selection = { ...plan, by, where: question.where ?? [], scope: question.scope }
      const { query, windowOf } = composeSelect(selection, snapshot, settings)
      const rows = await source.query(query, selectedRow)
      for (const row of rows) {
        const window = plan.windows[windowOf(Number(row.w))]
        if (!window) continue
        const group = by.length === 0 ? wholeGroup : groupOf(row, by)
        groups.set(group.id, group)
        plan.metrics.forEach((metric, index) => {
          const known = figures.get(metric) ?? new Map<string, Figures>()
          figures.set(metric, known.set(`${windowKey(window)} ${group.id}`, figuresOf(metric, index, row)))
        })
      }
    }),
  )
  const find = (metric: BaseMetric, window: TimeWindow, group: Group): Figures | undefined =>
    figures.get(metric)?.get(`${windowKey(window)} ${group.id}`)
  return {
    groups: [...groups.values()],
    get: (metric, window, group) => find(metric, window, group) ?? figuresOf(metric, 0, undefined),
    has: (metric, window, group) => find(metric, window, group) !== undefined,
  }
}
