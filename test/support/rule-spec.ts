import type { RuleSpec } from '../../src/define/alert-rule.ts'

/** A rule as people make one in a form: bookings of the last days below a line. */
export const ruleSpec = (fields: Partial<RuleSpec> = {}): RuleSpec => ({
  name: 'Bookings are low',
  metric: 'bookings',
  over: { days: 7 },
  atLeast: 1,
  conditions: [{ kind: 'level', below: 1_000, clears: 1_000 }],
  forDays: 0,
  repeatEveryDays: null,
  schedule: 'daily at 09:00',
  channel: 'sales',
  severity: 'warning',
  ...fields,
})
