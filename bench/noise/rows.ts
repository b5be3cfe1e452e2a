import type { BenchRow } from '../row.ts'
import { median, percentile } from '../statistics.ts'
import type { Segment } from './market.ts'
import { plainThreshold, type Simulated } from './rules.ts'
import { falseAlarms, untilTold } from './simulate.ts'

/** A company's segments: 40, 80, 200 and 320 rows in 28 days. */
export const segments: readonly Segment[] = [
  { name: 'small', perDay: 1.9, rate: 0.4 },
  { name: 'middle', perDay: 3.8, rate: 0.35 },
  { name: 'large', perDay: 9.6, rate: 0.3 },
  { name: 'all', perDay: 15.4, rate: 0.33 },
]

/** What "adequate volume" means: 320 rows in 28 days, of which a third convert. */
const adequate: Segment = { name: 'adequate', perDay: 15.4, rate: 0.33 }

/** The promise: at most one false alarm a rule and year; nine in ten drops of 30 % told within what the rule states. */
const promised = { alarms: 1, drop: 0.3, share: 0.9 }

/** Days that a rule states of itself; those that say nothing are given twelve weeks. */
const statedDays: Readonly<Record<string, number>> = { stage_conversion_drop: 56 }
const usualDays = 84

const of = ({ segments: names }: Simulated): Segment[] => segments.filter(({ name }) => names.includes(name))

/** Two rows for the rule and two for the plain threshold, on the same simulated days. */
export function noiseRows(rule: Simulated, { years, seed }: { years: number; seed: number }): BenchRow[] {
  const plain = { ...plainThreshold(rule), name: `${rule.name} as a plain threshold` }
  const within = statedDays[rule.name] ?? usualDays
  return [rule, plain].flatMap((each) => rowsOf(each, within, years, seed))
}

function rowsOf(rule: Simulated, within: number, years: number, seed: number): BenchRow[] {
  const alarms = falseAlarms(rule, of(rule), years, seed)
  const patience = 120
  const { days, trials } = untilTold(rule, adequate, { by: promised.drop, trials: years, patience, seed })
  const inTime = days.filter((each) => each <= within).length / trials
  const middle = days.length > 0 ? median(days) : NaN
  const late = days.length > 0 ? percentile(days, 0.9) : NaN
  return [
    {
      name: `${rule.name}: false alarms a year (${of(rule).length} series)`,
      value: alarms.toFixed(2),
      target: `<= ${promised.alarms}`,
      met: alarms <= promised.alarms,
    },
    {
      name: `${rule.name}: a drop of ${promised.drop * 100}% told within ${within} days`,
      value: `${(inTime * 100).toFixed(1)}% (median ${middle} days, nine in ten of the told ${late})`,
      target: `>= ${promised.share * 100}%`,
      met: inTime >= promised.share,
    },
  ]
}
