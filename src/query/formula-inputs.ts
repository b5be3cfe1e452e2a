import type { FormulaQuestion, PartValue } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'

/** What a formula's reading was computed from. */
export interface FormulaInputs {
  readonly parts: Readonly<Record<string, PartValue>>
  readonly question: FormulaQuestion
}

/** Kept beside readings rather than in them: they are for who explains a change, not for who reads the figure. */
const inputs = new WeakMap<Reading, FormulaInputs>()

export const keepInputs = (reading: Reading, given: FormulaInputs | undefined): Reading => {
  if (given) inputs.set(reading, given)
  return reading
}

/** Undefined for a reading that is no formula's. */
export const formulaInputs = (reading: Reading): FormulaInputs | undefined => inputs.get(reading)
