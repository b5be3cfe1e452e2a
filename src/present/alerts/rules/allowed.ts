import type { RuleScope, StoredRule } from '../../../define/alert-rule.ts'
import type { Person } from '../../../ssot/people.ts'

const whole: readonly Person['role'][] = ['executive', 'ops']

/** Whoever sees the company makes rules of the company, a manager makes them of their own people. */
export const mayMakeRules = ({ role }: Pick<Person, 'role'>): boolean => whole.includes(role) || role === 'manager'

export const scopeOfRules = ({ role }: Pick<Person, 'role'>): RuleScope => (whole.includes(role) ? 'company' : 'team')

/** Who may change or delete a rule: its maker while they may make any, and whoever sees everything. */
export const mayChangeRule = (who: Pick<Person, 'id' | 'role'>, { madeBy }: Pick<StoredRule, 'madeBy'>): boolean =>
  whole.includes(who.role) || (who.id === madeBy && mayMakeRules(who))
