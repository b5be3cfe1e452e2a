import { expect, test } from 'vitest'
import { loadCatalog } from '../../../../src/catalog.ts'
import type { RuleSpec } from '../../../../src/define/alert-rule.ts'
import { defaultValues, valuesOf } from '../../../../src/present/alerts/rules/form-values.ts'
import { readForm } from '../../../../src/present/alerts/rules/read-form.ts'

const { metrics } = await loadCatalog()
const kpi = (id: string) => {
  const found = metrics.get(id)
  if (!found) throw new Error(`no KPI ${id}`)
  return found
}

const read = (id: string, values: Readonly<Record<string, string>>) => {
  const form = readForm({ ...defaultValues('en'), channel: 'sales', ...values }, id, kpi(id), 'en')
  return 'spec' in form ? form.spec : Object.fromEntries(form.unread)
}

test.each<[string, string, Readonly<Record<string, string>>, object]>([
  // A KPI in percent is typed in percent and kept as a fraction; what clears it is the line unless said.
  ['a line in percent', 'win_rate', { condition: 'below', value: '25 %' }, { below: 0.25, clears: 0.25 }],
  [
    'a line in full-width digits',
    'win_rate',
    { condition: 'above', value: '２５', clears: '２０' },
    { above: 0.25, clears: 0.2 },
  ],
  [
    'money with commas',
    'bookings',
    { condition: 'below', value: '1,200,000' },
    { below: 1_200_000, clears: 1_200_000 },
  ],
  ['a score under 0', 'nps', { condition: 'below', value: '−10' }, { below: -10 }],
  // Worse by 20 % is over under half of it.
  ['worse than usual', 'win_rate', { value: '20' }, { against: { daysBefore: 180 }, worseBy: 0.2, clears: 0.1 }],
  ['a floor in points', 'win_rate', { value: '20', floor: '3' }, { floor: 0.03 }],
  ['a floor in days', 'sales_cycle', { value: '20', floor: '3' }, { floor: 3 }],
  ['confidence', 'win_rate', { value: '20', confidence: '95' }, { confidence: 0.95 }],
])('%s', (_, id, values, condition) => {
  expect(read(id, values)).toMatchObject({ metric: id, conditions: [condition] })
})

test('confidence that another KPI left behind is none of this one’s', () => {
  expect(read('bookings', { value: '20', confidence: '95' })).not.toHaveProperty('conditions.0.confidence')
})

test('the name is the KPI’s where none is given', () => {
  expect(read('win_rate', { name: ' ' })).toMatchObject({ name: 'Win rate' })
})

test('what cannot be read is told by field, all at once', () => {
  expect(read('win_rate', { value: 'much', atLeast: '', repeat: 'often', over: '' })).toEqual({
    value: '“much” is no number.',
    atLeast: 'Please fill this in.',
    repeat: '“often” is no number.',
    over: 'Please fill this in.',
  })
})

test.each<[string, RuleSpec['conditions'], string]>([
  ['a level', [{ kind: 'level', below: 0.295, clears: 0.31 }], 'win_rate'],
  ['a change', [{ kind: 'change', against: 'target pace', worseBy: 0.15, clears: 0.07, floor: 1_000 }], 'bookings'],
  [
    'one of several conditions, of which the form shows the first',
    [
      { kind: 'change', against: { daysAgo: 28 }, worseBy: 0.1, clears: 0.05, confidence: 0.99 },
      { kind: 'level', below: 0.5, clears: 0.5 },
    ],
    'win_rate',
  ],
])('%s comes out of the form as it went in', (_, conditions, id) => {
  const spec: RuleSpec = {
    name: 'As it was',
    metric: id,
    by: 'segment',
    where: [{ dimension: 'region', values: ['JP'] }],
    over: 'quarter to date',
    atLeast: 12,
    conditions,
    forDays: 2,
    repeatEveryDays: null,
    schedule: 'mondays at 8',
    channel: 'sales',
    severity: 'critical',
    mention: ['mia'],
    escalateAfterHours: 8,
  }
  expect(readForm(valuesOf(spec, kpi(id)), id, kpi(id), 'ja', spec)).toEqual({ spec })
})
