import type { Metric } from '../define/metric.ts'
import type { Person, Role } from '../ssot/people.ts'
import { type Scope, scopeOf, usualRoles, type Widest } from './scope.ts'

/** Who may see what, for the whole company. */
export interface Access {
  readonly roles: Readonly<Record<Role, Widest>>
  /** Roles that may see a KPI, by its id; all may see one that is not there. */
  readonly metrics: ReadonlyMap<string, readonly Role[]>
}

/** What configuration says of it; what it leaves out stays as usual. */
export interface AccessSettings {
  readonly roles?: Readonly<Partial<Record<Role, Widest>>>
  readonly metrics?: Readonly<Record<string, readonly Role[]>>
}

export const accessOf = ({ roles = {}, metrics = {} }: AccessSettings = {}): Access => ({
  roles: { ...usualRoles, ...roles },
  metrics: new Map(Object.entries(metrics)),
})

/** What somebody may see: whose records, and which KPIs not. */
export interface Reach {
  readonly scope: Scope
  withholds(metric: Metric): boolean
}

export const openToAll = (): boolean => false

/** `idOf`: the id under which a KPI is known; unlisted measures have none there. */
export function reachOf(
  person: Person,
  people: readonly Person[],
  access: Access,
  idOf: (metric: Metric) => string | undefined,
): Reach {
  const scope = scopeOf(person, people, access.roles)
  return { scope, withholds: access.metrics.size === 0 ? openToAll : withheldFrom(person.role, access, idOf) }
}

/** A KPI that is computed from one that is withheld is withheld as well: who sees LTV and LTV : CAC can tell CAC. */
function withheldFrom(
  role: Role,
  { metrics }: Access,
  idOf: (metric: Metric) => string | undefined,
): (metric: Metric) => boolean {
  const known = new Map<Metric, boolean>()
  const withholds = (metric: Metric): boolean => {
    const found = known.get(metric)
    if (found !== undefined) return found
    // A measure that goes by a KPI's id is that KPI, counted for others: who sees the one can tell the other.
    const allowed = metrics.get(idOf(metric) ?? metric.id ?? '')
    const made = allowed?.includes(role) === false || partsOf(metric).some(withholds)
    known.set(metric, made)
    return made
  }
  return withholds
}

function partsOf(metric: Metric): readonly Metric[] {
  if (metric.kind === 'formula') return Object.values(metric.parts).map((part) => part.metric)
  return metric.kind === 'table' ? Object.values(metric.columns) : []
}
