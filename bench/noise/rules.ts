import type { Rule } from '../../src/alerting/decide.ts'
import type { Alert } from '../../src/define/alert.ts'
import type { Condition } from '../../src/define/rule.ts'
import { looksOf } from './looks.ts'

/** A conversion rule as far as a simulation needs it: days from the end of its windows to the look, and what it demands. */
export interface Simulated {
  readonly name: string
  /** Days of the week on which it looks, Monday 0. */
  readonly looks: ReadonlySet<number>
  /** Days that a row is given before it counts. */
  readonly ripe: number
  readonly days: number
  /** Days of the other side, right before. */
  readonly before: number
  readonly atLeast: number
  readonly condition: Condition
  readonly rule: Rule
  readonly segments: readonly string[]
}

/**
 * The shipped rules over a ratio of counts that look at so many days and hold them against days before: the conversion
 * rules. What else they say is taken from them as it is.
 */
export function simulatedOf(id: string, alert: Alert): Simulated | undefined {
  const { watch } = alert
  if (watch?.metric.kind !== 'ratio' || !watch.metric.counts || typeof watch.over !== 'object') return undefined
  const [condition] = watch.conditions
  if (watch.conditions.length !== 1 || condition.kind !== 'change') return undefined
  const { days } = watch.over
  const { against } = condition
  if (against === 'preceding period' || (typeof against === 'object' && 'daysBefore' in against)) {
    const before = against === 'preceding period' ? days : against.daysBefore
    const ripe = watch.metric.cohortDays ?? 0
    const segments = [...(watch.by === undefined ? [] : ['small', 'middle', 'large']), ...(whole(alert) ? ['all'] : [])]
    return {
      name: id,
      looks: looksOf(alert),
      ripe,
      days,
      before,
      atLeast: watch.atLeast,
      condition,
      rule: alert,
      segments,
    }
  }
  return undefined
}

const whole = ({ watch }: Alert): boolean => watch?.by === undefined || watch.whole === true

/** What many tools offer: a fifth below the period before, however few rows, told at once. */
export const plainThreshold = ({ looks, ripe, days, segments }: Simulated): Simulated => ({
  name: 'plain threshold: 20% below the period before',
  looks,
  ripe,
  days,
  before: days,
  atLeast: 1,
  condition: { kind: 'change', against: 'preceding period', worseBy: 0.2, clears: 0.2 },
  rule: { forDays: 0, repeatEveryDays: null, tellChanges: false },
  segments,
})
