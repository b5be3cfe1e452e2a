/** How many rows the company's relations have; what follows from others (history, revenue) comes out about as said. */
export interface Size {
  readonly opportunities: number
  readonly leads: number
  readonly accounts: number
  /** Reps; managers, marketing and customer success come on top, about 500 people in all. */
  readonly reps: number
  readonly campaigns: number
  readonly activities: number
  readonly tickets: number
  readonly surveys: number
}

const full: Size = {
  opportunities: 1_000_000,
  leads: 2_000_000,
  accounts: 100_000,
  reps: 360,
  campaigns: 600,
  activities: 1_000_000,
  tickets: 300_000,
  surveys: 100_000,
}

/** A company has people and campaigns however small it is. */
const least: Partial<Size> = { accounts: 1_000, reps: 24, campaigns: 20 }

/** `scale` 1 is a million opportunities, five million versions of them and two million leads. */
export function sizeAt(scale: number): Size {
  const scaled = Object.entries(full).map(([name, rows]) => [
    name,
    Math.max(Math.round(rows * scale), least[name as keyof Size] ?? 1),
  ])
  return { ...full, ...Object.fromEntries(scaled) }
}
