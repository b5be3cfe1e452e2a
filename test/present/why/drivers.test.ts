import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../../src/catalog.ts'
import { businessConfig } from '../../../src/config-file.ts'
import type { FormulaMetric, FormulaQuestion, PartValue } from '../../../src/define/metric.ts'
import type { Reading } from '../../../src/define/reading.ts'
import ltv from '../../../src/metrics/ltv.ts'
import { formulaDrivers } from '../../../src/present/why/drivers.ts'
import { type FormulaInputs, keepInputs } from '../../../src/query/formula-inputs.ts'

const settings: FormulaQuestion['settings'] = { ...businessConfig.parse({}), grossMargin: 0.8 }

const part = (value: number, n = 1): PartValue => ({ value, numerator: value, denominator: 1, n, reason: null })
const question = (days: number, target: number | null = null): FormulaQuestion => {
  return { target, settings, days, closed: true, aMonth: true }
}

function readingOf(metric: FormulaMetric, inputs: FormulaInputs): Reading {
  const { value } = metric.compute(inputs.parts, inputs.question)
  const about = { metric: 'x', from: '2026-01-01', to: '2026-04-01', asOf: '2026-04-01T00:00:00Z', by: {}, keys: [] }
  const rest = { numerator: null, denominator: null, n: 1, closed: true, mature: true, reason: null }
  return keepInputs({ ...about, ...rest, value, leftOut: [], beside: [], notes: [] }, inputs)
}

it('a formula that depends on the length of the period has it as a part of its own', () => {
  // The same MRR, customers and GRR of 0.9, over 90 and over 180 days: months 2.957 and 5.914, monthly churn 1 − 0.9^(1 ÷ months)
  // = 3.501 % and 1.766 %, so 100 × 0.8 ÷ churn = 2,284.9 and 4,530.1: all of +2,245.2 is the length's.
  const parts = { mrr: part(1000), customers: part(10), grr: part(0.9) }
  const [now, before] = [180, 90].map((days) => readingOf(ltv, { parts, question: question(days) }))
  if (!now || !before) throw new Error('no readings')
  const drivers = formulaDrivers({ locale: 'en' }, ltv, now, before) ?? []
  const length = drivers.find(({ name }) => name === 'Length of the period')
  expect(length).toMatchObject({ before: 90, after: 180, unit: 'days' })
  expect(length?.effect).toBeCloseTo(2245.2, 0)
  expect(drivers.filter((driver) => driver !== length).every(({ effect }) => effect === 0)).toBe(true)
  expect(formulaDrivers({ locale: 'ja' }, ltv, now, before)?.at(-1)?.name).toBe('期間の長さ')
})

describe('the parts sum to the change, whatever went in', async () => {
  const { metrics } = await loadCatalog()
  const formulas = [...metrics].flatMap(([id, metric]) => (metric.kind === 'formula' ? [[id, metric] as const] : []))

  it.each(formulas)('%s', (_, metric) => {
    const amount = fc.double({ min: 1, max: 1000, noNaN: true })
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    const parts = fc.record(
      Object.fromEntries(
        Object.entries(metric.parts).map(([name, { metric: each }]) => [
          name,
          fc.tuple(each.unit === 'percent' ? share : amount, fc.integer({ min: 0, max: 9 })),
        ]),
      ),
    )
    const side = fc.tuple(parts, fc.integer({ min: 28, max: 400 }), fc.double({ min: 2000, max: 9000, noNaN: true }))
    let told = 0
    fc.assert(
      fc.property(side, side, (first, second) => {
        const [now, before] = [first, second].map(([given, days, target]) =>
          readingOf(metric, {
            parts: Object.fromEntries(Object.entries(given).map(([name, [value, n]]) => [name, part(value, n)])),
            question: question(days, target),
          }),
        )
        if (!now || !before || now.value === null || before.value === null) return
        const drivers = formulaDrivers({ locale: 'en' }, metric, now, before)
        // A mixture without a value is told as such, and promises no sum.
        if (!drivers) return
        told += 1
        const sum = drivers.reduce((all, { effect }) => all + effect, 0)
        const change = now.value - before.value
        const size = Math.max(1, Math.abs(now.value), Math.abs(before.value))
        expect(Math.abs(sum - change) / size).toBeLessThan(1e-9)
      }),
      { seed: 20261126 },
    )
    expect(told).toBeGreaterThan(20)
  })
})
