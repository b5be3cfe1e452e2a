import type { Context } from '../../define/context.ts'

/** Who looks after an account. */
interface Keepers {
  readonly csm_id: string | null
  readonly owner_id: string | null
}

/** The CSM, if they are still here; else who answers for customers without one. */
export function csmFor({ people, company }: Context, { csm_id }: Pick<Keepers, 'csm_id'>): string[] {
  const active = people.filter((person) => person.active)
  if (active.some(({ id }) => id === csm_id)) return csm_id === null ? [] : [csm_id]
  const configured = active.find(({ email }) => email === company.csLead?.toLowerCase())
  const cs = active.filter(({ role }) => role === 'cs')
  const lead = configured ?? cs.find(({ id }) => cs.some(({ managerId }) => managerId === id))
  return lead ? [lead.id] : []
}

/** The people of a series that is nobody's. */
export const nobody: readonly string[] = ['(nobody)']

/** What is nobody's is not everybody's: only who sees the whole company sees it. */
export const orNobody = (people: readonly string[]): readonly string[] => (people.length > 0 ? people : nobody)

/** Who may see an account by name. */
export const peopleWith = ({ csm_id, owner_id }: Keepers, mention: readonly string[]): readonly string[] =>
  orNobody([...new Set([csm_id, owner_id, ...mention].filter((id) => id !== null))])
