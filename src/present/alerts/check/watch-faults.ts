import type { Metric } from '../../../define/metric.ts'
import type { Change, Condition, Level, Watch } from '../../../define/rule.ts'
import { dimensionNames } from '../../../query/dimensions.ts'
import { factsOf } from '../../../query/plan.ts'
import type { EngineSettings } from '../../../query/window.ts'
import { kindOf } from '../watch/kind.ts'
import { isMean } from '../watch/mean-test.ts'
import { isHeldAgainstTarget } from '../watch/targets.ts'
import type { Fault } from './fault.ts'
import { faultWords as say } from './words.ts'

/** What a watch is checked against. */
export interface WatchSurroundings {
  readonly settings: EngineSettings
  /** Undefined for what is no KPI of the catalogue. */
  idOf(metric: object): string | undefined
}

/** Everything about a watch that could never hold, or would hold for nobody's reason. */
export function watchFaults(watch: Watch, around: WatchSurroundings): Fault[] {
  const { metric, by, where = [], over, atLeast, afterPart, conditions } = watch
  if (metric.kind === 'table') return [{ field: 'watch.metric', words: say.table(metric.label) }]
  const known = dimensionNames(factsOf(metric), around.settings)
  const unknown = (field: string, name: string): Fault[] =>
    known.includes(name) ? [] : [{ field, words: say.dimension(name, metric.label, known) }]
  return [
    ...(by === undefined ? [] : unknown('watch.by', by)),
    ...where.flatMap(({ dimension }, i) => unknown(`watch.where.${i}.dimension`, dimension)),
    ...(typeof over === 'object' && !(isWhole(over.days) && over.days >= 1 && over.days <= 400)
      ? [{ field: 'watch.over', words: say.days(over.days) }]
      : []),
    ...(isWhole(atLeast) && atLeast >= fewest(conditions)
      ? []
      : [{ field: 'watch.atLeast', words: say.atLeast(atLeast) }]),
    ...(afterPart === undefined || (afterPart > 0 && afterPart < 1)
      ? []
      : [{ field: 'watch.afterPart', words: say.afterPart(afterPart) }]),
    ...conditions.flatMap((condition, i) => conditionFaults(condition, `watch.conditions.${i}`, watch, around)),
  ]
}

const isWhole = Number.isInteger

/** Against a target, nothing at all is a figure too: whoever has sold nothing is behind it. */
const fewest = (conditions: Watch['conditions']): number => (conditions.every(isHeldAgainstTarget) ? 0 : 1)

function conditionFaults(condition: Condition, at: string, watch: Watch, around: WatchSurroundings): Fault[] {
  return condition.kind === 'level' ? levelFaults(condition, at, watch) : changeFaults(condition, at, watch, around)
}

function levelFaults(level: Level, at: string, { metric }: Watch): Fault[] {
  const { confidence } = level
  return [
    ...clearsFaults(level, `${at}.clears`),
    ...(confidence === undefined
      ? []
      : kindOf(metric).figure === 'ratio'
        ? confidenceFaults(confidence, metric, `${at}.confidence`)
        : [{ field: `${at}.confidence`, words: say.noLevelTest(metric.label) }]),
  ]
}

function clearsFaults(level: Level, field: string): Fault[] {
  if ('below' in level)
    return level.clears >= level.below ? [] : [{ field, words: say.clearsBelow(level.below, level.clears) }]
  return level.clears <= level.above ? [] : [{ field, words: say.clearsAbove(level.above, level.clears) }]
}

function changeFaults(change: Change, at: string, watch: Watch, around: WatchSurroundings): Fault[] {
  const { worseBy, clears, floor = 0, confidence } = change
  const { metric } = watch
  return [
    ...(worseBy > 0 ? [] : [{ field: `${at}.worseBy`, words: say.worseBy(worseBy) }]),
    ...(clears < worseBy ? [] : [{ field: `${at}.clears`, words: say.clearsWorse(worseBy, clears) }]),
    ...(floor >= 0 ? [] : [{ field: `${at}.floor`, words: say.floor(floor) }]),
    ...(confidence === undefined ? [] : confidenceFaults(confidence, metric, `${at}.confidence`)),
    ...againstFaults(change, `${at}.against`, watch, around),
  ]
}

function confidenceFaults(confidence: number, metric: Metric, field: string): Fault[] {
  if (!hasTest(metric)) return [{ field, words: say.noTest(metric.label) }]
  return confidence > 0.5 && confidence < 1 ? [] : [{ field, words: say.confidence(confidence) }]
}

/** Whether a change of the KPI can be told from chance: a condition that asks for it elsewhere would never fire. */
export const hasTest = (metric: Metric): boolean =>
  metric.kind === 'duration' || isMean(metric) || ['count', 'ratio'].includes(kindOf(metric).figure)

function againstFaults(change: Change, field: string, watch: Watch, { idOf }: WatchSurroundings): Fault[] {
  const { against } = change
  const { metric, over } = watch
  if (!isHeldAgainstTarget(change))
    return metric.comparable === false ? [{ field, words: say.noPast(metric.label) }] : []
  const target = watch.target ?? metric
  if (target.kind === 'table' || idOf(target) === undefined) return [{ field, words: say.noTarget(target.label) }]
  // A state is looked at in the quarter that runs.
  const paced = over === 'month to date' || over === 'quarter to date' || over === 'now'
  if (!paced && (against === 'target pace' || over !== 'last month')) return [{ field, words: say.targetPeriod() }]
  return against === 'target pace' && !addsUp(target) ? [{ field, words: say.noPace(target.label) }] : []
}

/** Whether the figures of a period's parts add up to the period's. */
const addsUp = (metric: Metric): boolean => metric.kind === 'sum' && metric.fact.time === 'event'
