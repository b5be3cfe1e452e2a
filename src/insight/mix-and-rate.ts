/** One segment of a ratio: Σ numerators and Σ denominators over the segments are the whole's. */
export interface RatioSegment<Key> {
  readonly key: Key
  readonly before: RatioSides
  readonly after: RatioSides
}

export interface RatioSides {
  readonly numerator: number
  readonly denominator: number
}

/** What a segment contributed to the change of the whole ratio: `mix` + `rate`. */
export interface RatioDriver<Key> {
  readonly key: Key
  /** It became a larger or smaller part of the whole. */
  readonly mix: number
  /** Its own ratio changed. */
  readonly rate: number
  /** Its ratio; null on a side where it has nothing to divide by. */
  readonly before: number | null
  readonly after: number | null
  /** Its part of the whole's denominator, 0..1. */
  readonly shareBefore: number
  readonly shareAfter: number
}

/**
 * Splits the change of a ratio R = Σ wᵢ·rᵢ (wᵢ = a segment's share of the denominator, rᵢ = its own ratio) exactly:
 * rateᵢ = ½(wᵢ⁰ + wᵢ¹)(rᵢ¹ − rᵢ⁰) and mixᵢ = (wᵢ¹ − wᵢ⁰)(½(rᵢ⁰ + rᵢ¹) − ½(R⁰ + R¹)). As Σ(wᵢ¹ − wᵢ⁰) = 0, they sum to
 * R¹ − R⁰ (the midpoint form of Kitagawa 1955). A segment that is new or gone has only mix. Empty where either whole is
 * over 0.
 */
export function mixAndRate<Key>(segments: readonly RatioSegment<Key>[], scale = 1): RatioDriver<Key>[] {
  const total = (side: 'before' | 'after', what: keyof RatioSides): number =>
    segments.reduce((sum, segment) => sum + segment[side][what], 0)
  const [base, now] = [total('before', 'denominator'), total('after', 'denominator')]
  if (base === 0 || now === 0) return []
  const middle = (scale * (total('before', 'numerator') / base + total('after', 'numerator') / now)) / 2
  return segments.map(({ key, before, after }) => {
    const [shareBefore, shareAfter] = [before.denominator / base, after.denominator / now]
    const [was, is] = [ratioOf(before, scale), ratioOf(after, scale)]
    // Where one side has no ratio, the other stands for both: the segment came or went, its rate did not change.
    const [r0, r1] = [was ?? is ?? 0, is ?? was ?? 0]
    return {
      key,
      mix: (shareAfter - shareBefore) * ((r0 + r1) / 2 - middle),
      rate: ((shareBefore + shareAfter) / 2) * (r1 - r0),
      before: was,
      after: is,
      shareBefore,
      shareAfter,
    }
  })
}

const ratioOf = ({ numerator, denominator }: RatioSides, scale: number): number | null =>
  denominator === 0 ? null : (scale * numerator) / denominator
