import type { HealthInput } from '../../ssot/fact.ts'
import type { AccountRow } from './listing.ts'

export type Inputs = AccountRow['inputs']

export const inputNames = (inputs: Inputs): HealthInput[] => Object.keys(inputs) as HealthInput[]

export const totalWeight = (inputs: Inputs): number =>
  inputNames(inputs).reduce((sum, name) => sum + (inputs[name].score === null ? 0 : inputs[name].weight), 0)

/** Σ weight × input ÷ Σ weight over the inputs that are present. */
const scoreOf = (inputs: Inputs): number =>
  inputNames(inputs).reduce((sum, name) => sum + inputs[name].weight * (inputs[name].score ?? 0), 0) /
  totalWeight(inputs)

/**
 * An account's earlier health as it is held against today's. As of the past a term only counts where its end was known
 * by then (METRICS): where it was not, the commercial input is missing, and that it is known by now is no change of the
 * customer's. A first survey or a first day of usage is.
 */
export function comparable(earlier: AccountRow, now: AccountRow): AccountRow {
  const { score, inputs } = earlier
  if (score === null || inputs.commercial.score !== null || now.inputs.commercial.score === null) return earlier
  const known = { ...inputs, commercial: now.inputs.commercial }
  return { ...earlier, inputs: known, score: scoreOf(known) }
}
