import type { Reading } from '../define/reading.ts'
import { twoProportionP } from './statistics.ts'

export interface StepChange<Step> {
  readonly step: Step
  readonly now: Reading
  readonly before: Reading
}

/**
 * The step whose conversion fell by more than chance explains (two-proportion test, 95 %), the one that holds back the
 * most: rows × points lost. Undefined when none stands out.
 */
export function weakestStep<Step>(changes: readonly StepChange<Step>[]): StepChange<Step> | undefined {
  const fallen = changes.filter(({ now, before }) => {
    if (now.value === null || before.value === null || now.value >= before.value) return false
    const p = twoProportionP(side(now), side(before))
    return p !== null && p < 0.05
  })
  const cost = ({ now, before }: StepChange<Step>): number =>
    (now.denominator ?? 0) * ((before.value ?? 0) - (now.value ?? 0))
  return fallen.reduce<StepChange<Step> | undefined>(
    (worst, each) => (worst && cost(worst) >= cost(each) ? worst : each),
    undefined,
  )
}

const side = ({ numerator, denominator }: Reading) => ({ successes: numerator ?? 0, n: denominator ?? 0 })
