import type { Fact, PersonColumn } from '../ssot/fact.ts'
import { type Person, type Role, treeOf } from '../ssot/people.ts'
import { join, type Sql, sql } from '../ssot/sql.ts'

/**
 * Whose records a question may rest on. Every query needs one.
 * `aggregates`: all records, but never one person's or account's apart (except leads and campaigns).
 */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'aggregates' }
  | { readonly kind: 'people'; readonly ids: readonly string[] }

export const everything: Scope = { kind: 'everything' }

/** How far a role sees at most; `own`: a person's own records, and those of everybody below them. */
export const widest = ['everything', 'aggregates', 'own'] as const
export type Widest = (typeof widest)[number]

export const usualRoles: Readonly<Record<Role, Widest>> = {
  rep: 'own',
  manager: 'own',
  cs: 'own',
  marketing: 'aggregates',
  ops: 'everything',
  executive: 'everything',
}

/** The widest scope a person's role allows. */
export function scopeOf(
  person: Person,
  people: readonly Person[],
  roles: Readonly<Record<Role, Widest>> = usualRoles,
): Scope {
  const kind = roles[person.role]
  return kind === 'own' ? { kind: 'people', ids: treeOf(people, person.id) } : { kind }
}

/** The part of `wanted` that `allowed` covers; undefined when it reaches beyond. */
export function within(allowed: Scope, wanted: Scope): Scope | undefined {
  if (allowed.kind === 'everything') return wanted
  if (allowed.kind === 'aggregates') return wanted.kind === 'aggregates' ? wanted : undefined
  if (wanted.kind !== 'people') return undefined
  return wanted.ids.every((id) => allowed.ids.includes(id)) ? wanted : undefined
}

/** What two scopes have in common; undefined where that is nothing. */
export function meetOf(one: Scope, other: Scope): Scope | undefined {
  const inside = within(one, other) ?? within(other, one)
  if (inside || one.kind !== 'people' || other.kind !== 'people') return inside
  const ids = one.ids.filter((id) => other.ids.includes(id))
  return ids.length > 0 ? { kind: 'people', ids } : undefined
}

/** A scope as a condition on a fact's rows, and the joins that it takes. */
export interface ScopeCondition {
  readonly condition: Sql
  readonly joins: readonly string[]
}

/** The columns of a fact that say whose a row is: for wins, whom they are credited to, except with accounts' people. */
export function personColumns(fact: Fact, ids: readonly string[], people: readonly Person[]): readonly PersonColumn[] {
  return fact.credit && !areOfAccounts(ids, people) ? [fact.credit] : fact.people
}

/** Any of a fact's person columns (owner, CSM) names one of the people. */
export function scopeCondition(fact: Fact, scope: Scope, people: readonly Person[]): ScopeCondition | undefined {
  if (scope.kind !== 'people') return undefined
  const columns = personColumns(fact, scope.ids, people)
  if (columns.length === 0) return { condition: sql`false`, joins: [] }
  const named = columns.map(({ column }) => sql`${column} = any(${scope.ids}::text[])`)
  return { condition: sql`(${join(named, ' or ')})`, joins: columns.flatMap(({ joins }) => joins ?? []) }
}

/** Customer success, and managers of nobody else: what is won with their accounts is theirs, whoever sold it. */
export function areOfAccounts(ids: readonly string[], people: readonly Person[]): boolean {
  const roles = new Set(people.filter(({ id }) => ids.includes(id)).map(({ role }) => role))
  return roles.has('cs') && !roles.has('rep')
}
