import type { RuleScope, StoredRule } from '../../../define/alert-rule.ts'
import type { Scope } from '../../../query/scope.ts'
import type { Person } from '../../../ssot/people.ts'

/** Somebody, and how far they may see. */
export interface Seer {
  readonly who: Pick<Person, 'id' | 'role'>
  readonly scope: Scope
}

const seesAll = ({ scope }: Pick<Seer, 'scope'>): boolean => scope.kind === 'everything'

/** Whoever sees the company makes rules of the company, a manager makes them of their own people. */
export const mayMakeRules = ({ who, scope }: Seer): boolean =>
  seesAll({ scope }) || (who.role === 'manager' && scope.kind === 'people')

export const scopeOfRules = (seer: Pick<Seer, 'scope'>): RuleScope => (seesAll(seer) ? 'company' : 'team')

/** Who may change or delete a rule: its maker while they may make any, and whoever sees everything. */
export const mayChangeRule = (seer: Seer, { madeBy }: Pick<StoredRule, 'madeBy'>): boolean =>
  seesAll(seer) || (seer.who.id === madeBy && mayMakeRules(seer))
