import type { Metric } from '../../src/define/metric.ts'
import type { Readings } from '../../src/query/engine.ts'
import type { Figure } from './by-hand/hand-written.ts'

/** The engine's readings of one KPI in the shape of the hand-written ones. */
export function figuresOf(metric: Metric, readings: Readings): Figure[] {
  return readings.of(metric).map(({ metric: column, keys, value, p90, beside }) => {
    if (metric.kind === 'table') return { column, key: keys[0] ?? null, value }
    const told = p90 !== undefined ? p90 : beside[0]?.value
    return { value, ...(told === undefined ? {} : { beside: told }) }
  })
}

/** The first figure on which the two do not agree, in words; undefined where all are the same. */
export function difference(ours: readonly Figure[], hand: readonly Figure[]): string | undefined {
  const nameOf = ({ column = '', key = '' }: Figure): string => `${column} ${key ?? '–'}`.trim()
  const byName = new Map(ours.map((each) => [nameOf(each), each]))
  if (hand.length === 0) return 'nothing was read by hand'
  for (const each of hand) {
    const own = byName.get(nameOf(each))
    if (!own) return `${nameOf(each)}: only by hand`
    const pairs = [[own.value, each.value], ...(each.beside === undefined ? [] : [[own.beside, each.beside]])]
    for (const [a, b] of pairs) if (!same(a ?? null, b ?? null)) return `${nameOf(each)}: ${a} against ${b} by hand`
  }
  // A campaign that only lost deals is a row of the engine's with nothing in it.
  const known = new Set(hand.map(nameOf))
  const more = ours.find((each) => !known.has(nameOf(each)) && each.value !== null && each.value !== 0)
  return more && `${nameOf(more)}: ${more.value}, and nothing by hand`
}

/** Sums of fractions may differ in their last digits. */
const same = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)))
