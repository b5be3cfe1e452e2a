/** The arithmetic of a waterfall. */
import type { WaterfallSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'

export type Step = WaterfallSpec['steps'][number]

/** From and to of each step; a total stands on zero. */
export function spans(steps: readonly Step[]): [number, number][] {
  let level = 0
  return steps.map(({ value, kind }) => {
    const from = kind === 'total' ? 0 : level
    level = kind === 'total' ? value : level + value
    return [from, level]
  })
}

/**
 * Where the axis starts; undefined when at zero. It is not at zero where the changes would be slivers beside the
 * totals: then it starts below the lowest level, and the totals are drawn broken, so that nobody compares them.
 */
export function floorOf(levels: readonly number[]): number | undefined {
  const standing = levels.filter((level) => level !== 0)
  const low = Math.min(...standing)
  const high = Math.max(...standing)
  if (standing.length < 2 || low <= 0.6 * high || low === high) return undefined
  return low - (high - low) * 0.9
}

export function figureOf({ value, kind }: Step, spec: WaterfallSpec): string {
  return compactValue(value, spec.format, { signed: kind === 'change' })
}
