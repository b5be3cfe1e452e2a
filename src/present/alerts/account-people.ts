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

/** Stands for "nobody's" among the people of a series. */
const unowned = '(nobody)'

/** Who may see an account by name. One that is nobody's is not everybody's: only who sees the whole company sees it. */
export function peopleWith({ csm_id, owner_id }: Keepers, mention: readonly string[]): string[] {
  const people = [csm_id, owner_id, ...mention].filter((id) => id !== null)
  return people.length > 0 ? [...new Set(people)] : [unowned]
}
