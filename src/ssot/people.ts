import { z } from 'zod'
import { type Sql, sql } from './sql.ts'
import type { Tables } from './tables.ts'

export const roles = ['rep', 'manager', 'marketing', 'cs', 'ops', 'executive'] as const
export type Role = (typeof roles)[number]

/** Somebody of the company, as `ssot.users` knows them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly team: string | null
  readonly managerId: string | null
  readonly active: boolean
}

const row = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: z.string().nullable(),
  team: z.string().nullable(),
  manager_id: z.string().nullable(),
  active: z.boolean().nullable(),
})

/** Everyone who ever was. */
export const selectPeople = (tables: Tables): Sql =>
  sql`select id, name, email, role, team, manager_id, active from ${tables.users} u where id is not null order by 1`

/** A role we do not know sees what a rep sees. */
export const peopleRows = z.array(row).transform((rows) =>
  rows.map(
    (each): Person => ({
      id: each.id,
      name: each.name ?? each.id,
      email: (each.email ?? '').trim().toLowerCase(),
      role: roles.find((role) => role === each.role?.trim().toLowerCase()) ?? 'rep',
      team: each.team,
      managerId: each.manager_id,
      active: each.active ?? true,
    }),
  ),
)

/** A person and everyone above them, the nearest first; a circle in the data ends the walk. */
export function chainOf(people: readonly Person[], id: string): string[] {
  const managers = new Map(people.map((each) => [each.id, each.managerId]))
  const seen = new Set([id])
  for (const each of seen) {
    const manager = managers.get(each)
    if (manager != null) seen.add(manager)
  }
  return [...seen]
}

/** A person and everyone below them, to any depth; a circle in the data ends the walk. */
export function treeOf(people: readonly Person[], root: string): string[] {
  const reports = new Map<string, string[]>()
  for (const { id, managerId } of people) {
    if (managerId !== null) reports.set(managerId, [...(reports.get(managerId) ?? []), id])
  }
  const seen = new Set([root])
  for (const id of seen) for (const report of reports.get(id) ?? []) seen.add(report)
  return [...seen]
}
