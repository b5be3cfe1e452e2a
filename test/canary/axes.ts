/** What can be marked besides: each is switched on with the change that keeps it. */
export interface Axes {
  /** Alerts' series that are about nobody's records by name: the company's, a segment's. Whoever sees only their own may not see them. */
  readonly companySeries: boolean
  /** Names of people whom leads belong to. Whoever sees totals may not see them. */
  readonly leadOwners: boolean
}

/** What the product is held to in every run. */
export const kept: Axes = { companySeries: true, leadOwners: true }
