import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { BaseMetric, Metric, RatioMetric, SumMetric } from '../define/metric.ts'
import { relationNames } from '../ssot/contract.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import { identifier, type Sql } from '../ssot/sql.ts'
import type { Tables } from '../ssot/tables.ts'
import { composeSelect } from './compose.ts'
import { everything } from './scope.ts'
import type { EngineSettings, TimeWindow } from './window.ts'

/**
 * KPIs whose first figures are kept: sums and ratios, of counts or money, whose past can be told fairly. A cohort goes on
 * growing after its period, and so does what waits for a limit to run out: the first figure would always differ. A mean of
 * scores is neither count nor money.
 */
export const isReported = (metric: Metric): metric is SumMetric | RatioMetric =>
  (metric.kind === 'sum' || (metric.kind === 'ratio' && (metric.unit !== 'score' || metric.scale !== undefined))) &&
  metric.comparable !== false &&
  metric.cohortDays === undefined &&
  metric.growsLater !== true

/** Any day will do, as long as it is always the same. */
const from = Temporal.PlainDate.from('2001-01-01')
const window: TimeWindow = {
  period: { from, to: from.add({ days: 1 }), grain: 'day', count: 1, fiscal: false },
  asOf: Temporal.Instant.from('2001-01-02T00:00Z'),
}

const known = new WeakMap<SsotSnapshot, { readonly plain: SsotSnapshot; readonly hashes: Map<BaseMetric, string> }>()

/**
 * A short hash of what a figure means: the SQL that tells it, and the settings that are its values, for one fixed day.
 * Neither the rows nor how the relations are mapped changes it; what is connected at all does, where the SQL minds.
 */
export function definitionOf(
  metric: SumMetric | RatioMetric,
  snapshot: SsotSnapshot,
  settings: EngineSettings,
): string {
  const { plain, hashes } = known.get(snapshot) ?? { plain: asContracted(snapshot), hashes: new Map() }
  known.set(snapshot, { plain, hashes })
  const hash = hashes.get(metric) ?? hashOf(metric, plain, settings)
  hashes.set(metric, hash)
  return hash
}

function hashOf(metric: SumMetric | RatioMetric, plain: SsotSnapshot, settings: EngineSettings): string {
  const { fact, kind, unit } = metric
  const selection = {
    fact,
    metrics: [metric],
    windows: [window],
    wanted: () => true,
    by: [],
    where: [],
    scope: everything,
  }
  const { query } = composeSelect(selection, plain, { ...settings, extra: {} })
  const scale = metric.kind === 'ratio' ? (metric.scale ?? 1) : 1
  const meaning = JSON.stringify([kind, unit, scale, query.text.replaceAll(/\s+/g, ' '), query.values])
  return createHash('sha256').update(meaning).digest('hex').slice(0, 16)
}

/** The SSOT as if its relations held the contract to the letter, and nothing had ever changed in them. */
const asContracted = (snapshot: SsotSnapshot): SsotSnapshot => {
  const bare = relationNames.map((name): [string, Sql] => [name, identifier(name)])
  const { has } = snapshot.mapped
  return {
    ...snapshot,
    mapped: { tables: Object.fromEntries(bare) as unknown as Tables, has },
    kept: undefined,
    freshness: [],
    lastChange: null,
  }
}
