import { describe, expect, it } from 'vitest'
import { daysOf, type Segment } from '../../../bench/noise/market.ts'
import { segments } from '../../../bench/noise/rows.ts'
import { plainThreshold, type Simulated, simulatedOf } from '../../../bench/noise/rules.ts'
import { falseAlarms, untilTold } from '../../../bench/noise/simulate.ts'
import { Random } from '../../../sandbox/company/random.ts'
import { loadCatalog } from '../../../src/catalog.ts'

const { alerts } = await loadCatalog()
const conversion: Simulated[] = [...alerts].flatMap(([id, alert]) => simulatedOf(id, alert) ?? [])
const of = (rule: Simulated): Segment[] => segments.filter(({ name }) => rule.segments.includes(name))

it('knows the shipped conversion rule as it stands in its file', () => {
  expect(conversion.find(({ name }) => name === 'stage_conversion_drop')).toMatchObject({
    ripe: 14,
    days: 28,
    before: 180,
    atLeast: 30,
    looks: new Set([0, 1, 2, 3, 4]),
    segments: ['small', 'middle', 'large'],
  })
})

describe.each(conversion)('$name', (rule) => {
  // Seeded: the same sixty years each time. The bench simulates more of them.
  it('raises at most one false alarm a year, and fewer than a plain threshold', () => {
    const alarms = falseAlarms(rule, of(rule), 60, 7)
    expect(alarms).toBeLessThanOrEqual(1)
    expect(falseAlarms(plainThreshold(rule), of(rule), 60, 7)).toBeGreaterThan(alarms)
  })

  it('tells most drops of 30 % all the same', () => {
    const segment: Segment = { name: 'adequate', perDay: 15.4, rate: 0.33 }
    const { days, trials } = untilTold(rule, segment, { by: 0.3, trials: 40, patience: 120, seed: 7 })
    expect(days.length / trials).toBeGreaterThan(0.9)
    // Nothing can be told of rows that have not had their time.
    expect(Math.min(...days)).toBeGreaterThan(rule.ripe)
  })
})

it('the days are what they are said to be: 10 rows a business day, a tenth of that at weekends, 30 % of them', () => {
  const days = daysOf(new Random(1), { name: 'a', perDay: 10, rate: 0.3 }, 7 * 2_000)
  const mean = (some: typeof days) => some.reduce((sum, { n }) => sum + n, 0) / some.length
  const business = days.filter((_, i) => i % 7 < 5)
  // 2,000 weeks whose volume spreads by 20 %: the mean's standard error is 0.2 / √2000 of it, 0.045 of 10.
  expect(Math.abs(mean(business) - 10)).toBeLessThan(0.2)
  expect(Math.abs(mean(days.filter((_, i) => i % 7 >= 5)) - 1)).toBeLessThan(0.06)
  const [n, converted] = [days.reduce((sum, day) => sum + day.n, 0), days.reduce((sum, day) => sum + day.converted, 0)]
  expect(Math.abs(converted / n - 0.3)).toBeLessThan(0.01)
})
