/** How long to wait after so many tries, from 1: growing, up to a cap, and never the same for two who failed together. */
export function backoffMs(tries: number, baseMs: number, capMs: number, factor = 2, random = Math.random): number {
  const full = Math.min(capMs, baseMs * factor ** Math.min(tries - 1, 30))
  return Math.round(full * (0.5 + random() / 2))
}
