/** The value that a share of the values (0..1) does not exceed: the nearest rank, never between two measurements. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}

/** The middle value; of an even number, half-way between the two in the middle. */
export function median(values: readonly number[]): number {
  const half = values.length / 2
  return (percentile(values, 0.5) + percentile(values, (Math.floor(half) + 1) / values.length)) / 2
}
