import type { Metric } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { evaluate } from './evaluate.ts'
import { readFigures } from './figures.ts'
import { createValueCheck } from './filter-values.ts'
import type { Listing, Page } from './listing.ts'
import { leavesOf, missingNeed, planByFact } from './plan.ts'
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
    const connected = question.metrics.filter((metric) => !missingNeed(metric, snapshot))
    const leaves = connected.flatMap((metric) =>
      question.windows.flatMap((window) => leavesOf(metric, window, settings.zone)),
    )
    const plans = planByFact(leaves)
    const facts = plans.map(({ fact }) => fact)
    const [{ table, page }, targets] = await Promise.all([
      readFigures({ source, snapshot, settings }, plans, question, wanted),
      targetsFor(source, snapshot, question, idOf),
      checkValues(question, facts, snapshot),
    ])
    const by = question.by ?? []
    const readings = question.metrics.map((metric) => ({
      metric,
      byWindow: question.windows.map((window) =>
        evaluate({ metric, window, table, targets, snapshot, settings, id: idOf(metric) ?? '', by }),
      ),
    }))
    return { readings: asReadings(readings), page }
  }

  return {
    settings,
    read: async (question, known) => (await readAll(question, known)).readings,
    async readWithRows(question, rows, known) {
      if (question.windows.length !== 1 || question.by?.length) throw new Error('rows belong to one window, unbroken')
      const { readings, page } = await readAll(question, known, rows)
      return { readings, page: { rows: page.rows.map((row) => rows.listing.row.parse(row)), total: page.total } }
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
