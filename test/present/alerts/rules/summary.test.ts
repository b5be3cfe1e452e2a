import { expect, test } from 'vitest'
import type { RuleSpec } from '../../../../src/define/alert-rule.ts'
import winRate from '../../../../src/metrics/win-rate.ts'
import { ruleSummary } from '../../../../src/present/alerts/rules/summary.ts'

const spec = (by: string): RuleSpec => ({
  name: 'Wins',
  metric: 'win_rate',
  by,
  where: [],
  over: { days: 28 },
  conditions: [{ kind: 'level', below: 0.25, clears: 0.3 }],
  atLeast: 30,
  forDays: 0,
  repeatEveryDays: null,
  schedule: 'weekdays at 09:00',
  channel: 'sales',
  severity: 'warning',
})

test.each([
  ['owner', 'an owner'],
  ['industry', 'an industry'],
  ['segment', 'a segment'],
  ['csm', 'a CSM'],
])('by %s it is about %s', (by, one) => {
  expect(ruleSummary(spec(by), winRate, 'en')).toContain(`Fires when Win rate of ${one} (`)
})
