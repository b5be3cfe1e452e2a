/**
 * What each part of a formula contributed to its change: the effect of exchanging the part's old value for the new one,
 * averaged over all orders of exchanging them (Shapley 1953). The contributions sum to the change, whatever the formula.
 * `evaluate` gets which parts have their new value; undefined when it has no value for some mixture of old and new.
 */
export function shapley<Part>(
  parts: readonly Part[],
  evaluate: (renewed: ReadonlySet<Part>) => number | null,
): ReadonlyMap<Part, number> | undefined {
  const values = new Map<number, number>()
  for (let mask = 0; mask < 2 ** parts.length; mask += 1) {
    const value = evaluate(new Set(parts.filter((_, i) => (mask >> i) & 1)))
    if (value === null || !Number.isFinite(value)) return undefined
    values.set(mask, value)
  }
  const weights = weightsFor(parts.length)
  const at = (mask: number): number => values.get(mask) ?? 0
  return new Map(
    parts.map((part, i) => {
      let sum = 0
      for (const mask of values.keys()) {
        if ((mask >> i) & 1) continue
        sum += (weights[bits(mask)] ?? 0) * (at(mask | (1 << i)) - at(mask))
      }
      return [part, sum] as const
    }),
  )
}

/** Of the n! orders, the share in which a given part comes right after a given set of s others: s!(n − s − 1)! ÷ n!. */
const weightsFor = (n: number): number[] =>
  Array.from({ length: n }, (_, s) => (factorial(s) * factorial(n - s - 1)) / factorial(n))

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))

const bits = (mask: number): number => mask.toString(2).replaceAll('0', '').length
