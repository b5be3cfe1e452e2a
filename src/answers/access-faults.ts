import { nearest } from '../nearest.ts'
import type { AccessSettings } from '../query/access.ts'

/** What is wrong with the KPIs that configuration keeps to some roles: field, value, what was expected. */
export function accessFaults({ metrics = {} }: AccessSettings, known: readonly string[]): string[] {
  return Object.keys(metrics)
    .filter((id) => !known.includes(id))
    .map((id) => {
      const guess = nearest(id, known)
      const hint = guess === undefined ? '`/revops kpi` lists them all' : `did you mean ${guess}`
      return `REVOPS_CONFIG: access.metrics.${id}: there is no KPI “${id}”; ${hint}`
    })
}
