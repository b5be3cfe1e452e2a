import type { BaseMetric, FormulaMetric, Metric } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { checkQuestion } from './check-question.ts'
import { evaluate, withheldReading } from './evaluate.ts'
import { readFigures, withGroups } from './figures.ts'
import { createValueCheck } from './filter-values.ts'
import type { Listing, Page } from './listing.ts'
import { missingNeed } from './needs.ts'
import { leavesOf, planByFact } from './plan.ts'
import { type Question, windowsOf, withheld } from './question.ts'
import { targetsFor } from './target-scope.ts'
import type { EngineSettings } from './window.ts'

/** Readings by metric, in the question's order; each has one reading per window and group. */
export interface Readings {
  of(metric: Metric, window?: number): readonly Reading[]
  /** The only reading of a metric that was asked without a breakdown. */
  one(metric: Metric, window?: number): Reading
  readonly all: readonly Reading[]
}

export interface Rows<Row> {
  readonly listing: Listing<Row>
  readonly limit: number
}

export interface ReadingsWithRows<Row> {
  readonly readings: Readings
  readonly page: Page<Row>
}

export interface Engine {
  /** `snapshot`: what the asker already knows of the SSOT; looked at anew by default. */
  read(question: Question, snapshot?: SsotSnapshot): Promise<Readings>
  /** Figures of one window, and the first rows of their fact, in one pass over it. */
  readWithRows<Row>(question: Question, rows: Rows<Row>, snapshot?: SsotSnapshot): Promise<ReadingsWithRows<Row>>
  readonly settings: EngineSettings
  /** The same, reading from elsewhere. */
  over(source: SsotSource): Engine
}

export interface EngineOptions {
  readonly source: SsotSource
  readonly settings: EngineSettings
  /** The id under which a metric is known; unlisted measures have none. */
  idOf(metric: Metric): string | undefined
}

export function createEngine({ source, settings, idOf }: EngineOptions): Engine {
  const checkValues = createValueCheck(source, settings)

  async function readAll(question: Question, known?: SsotSnapshot, wanted?: Rows<unknown>) {
    const snapshot = known ?? (await source.snapshot())
    const { by = [], scope } = question
    const connected = question.metrics.filter((metric) => !withheld(question, metric) && !missingNeed(metric, snapshot))
    checkQuestion(question, connected, settings)
    const leaves = connected.flatMap((metric) =>
      windowsOf(question, metric).flatMap((window) => leavesOf(metric, window, settings)),
    )
    const plans = planByFact(
      leaves.filter((leaf) => !missingNeed(leaf.metric, snapshot)),
      scope,
      snapshot.people,
    )
    const facts = plans.map(({ fact }) => fact)
    const [{ table, page }, targets] = await Promise.all([
      readFigures({ source, snapshot, settings }, plans, question, wanted),
      targetsFor(source, snapshot, question, idOf),
      checkValues(question, facts, snapshot),
    ])
    const shared = {
      table: withGroups(table, targets.groups),
      targets,
      snapshot,
      settings,
      by,
      mayName: scope.kind !== 'aggregates',
    }
    const readings = question.metrics.map((metric) => ({
      metric,
      byWindow: windowsOf(question, metric).map((window) =>
        valued(metric).flatMap(([name, each]) => {
          const id = idOf(each) ?? each.id ?? name
          const about = { ...shared, metric: each, window, id, withTarget: question.targets === true }
          return withheld(question, metric) ? [withheldReading(about)] : evaluate(about)
        }),
      ),
    }))
    return { readings: asReadings(readings), page }
  }

  return {
    settings,
    over: (other) => createEngine({ source: other, settings, idOf }),
    read: async (question, known) => (await readAll(question, known)).readings,
    async readWithRows(question, rows, known) {
      const [metric] = question.metrics
      const several = metric === undefined || windowsOf(question, metric).length !== 1 || question.by?.length
      if (several) throw new Error('rows belong to one window, unbroken')
      const { readings, page } = await readAll(question, known, rows)
      return { readings, page: { rows: page.rows.map((row) => rows.listing.row.parse(row)), total: page.total } }
    },
  }
}

/** What has a value of its own: the columns of a table, by their names; else the metric itself. */
const valued = (metric: Metric): (readonly [string, BaseMetric | FormulaMetric])[] =>
  metric.kind === 'table' ? Object.entries(metric.columns) : [['', metric]]

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
