import type { Reading } from '../../define/reading.ts'

/** The share that a band of health has of all paying MRR, that of customers whose health is unknown included. */
export function shareOfMrr(whole: Reading, bands: readonly Reading[], band: string): number {
  const unknown = whole.beside[1]?.value ?? 0
  const paying = (whole.denominator ?? 0) / (1 - unknown)
  const inBand = bands.find(({ by }) => by.band === band)?.denominator ?? 0
  return paying > 0 ? inBand / paying : 0
}
