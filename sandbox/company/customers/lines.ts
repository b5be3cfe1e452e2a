import type { Day } from '../days.ts'
import type { Span } from './customer.ts'

/** A change of what a customer pays a month for one product, from a day on. */
export interface Step {
  readonly day: Day
  readonly product: string
  readonly mrr: number
}

const roundMrr = (mrr: number): number => Math.round(mrr / 100) * 100

/** Monthly revenue by product, and the steps that are agreed but not yet in force. */
export class Lines {
  readonly #mrr = new Map<string, number>()
  #steps: Step[] = []

  add(step: Step): void {
    this.#steps = [...this.#steps, step].sort((a, b) => a.day - b.day)
  }

  /** Multiplies every product's price. */
  scale(factor: number): void {
    for (const [product, mrr] of this.#mrr) this.#mrr.set(product, roundMrr(mrr * factor))
  }

  /** Yen a year as of now, including what is agreed. */
  annual(): number {
    const steps = this.#steps.reduce((sum, step) => sum + step.mrr, 0)
    return 12 * [...this.#mrr.values()].reduce((sum, mrr) => sum + mrr, steps)
  }

  /** The spans of a term: one per product, cut where a step comes into force. */
  term(from: Day, to: Day, termEnds: Day | null, autoRenew: boolean): Span[] {
    const spans: Span[] = []
    const current = new Map<string, Span>()
    const open = (product: string, day: Day, mrr: number) => {
      const span = { product, from: day, to, mrr: roundMrr(mrr), termEnds, autoRenew }
      current.set(product, span)
      spans.push(span)
      this.#mrr.set(product, span.mrr)
    }
    for (const [product, mrr] of this.#mrr) open(product, from, mrr)
    for (const step of this.#steps.filter((each) => each.day < to)) {
      const before = current.get(step.product)
      const day = Math.max(step.day, from)
      if (before && before.from === day) spans.splice(spans.indexOf(before), 1)
      else if (before) before.to = day
      open(step.product, day, (before?.mrr ?? 0) + step.mrr)
    }
    this.#steps = this.#steps.filter((each) => each.day >= to)
    return spans
  }
}
