/** How a look at a relation went: found or not, it took so long; or it had to be given up. */
export type Outcome =
  | { readonly kind: 'looked'; readonly ms: number; readonly unreadable: boolean }
  | { readonly kind: 'slow' | 'down' | 'failed' }

const minuteMs = 60_000

/** A look may keep one connection busy for a hundredth of the time. */
const share = 100

/**
 * Milliseconds until the next look, if anything has changed by then. What cannot be read hides KPIs: whoever mends the view
 * should not have to wait for them.
 */
export function nextLookMs(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'looked':
      return Math.max(outcome.unreadable ? minuteMs : 10 * minuteMs, share * outcome.ms)
    case 'down':
      return minuteMs
    case 'slow':
    case 'failed':
      return 60 * minuteMs
  }
}
