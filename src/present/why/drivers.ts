import type { Context } from '../../define/context.ts'
import type { FormulaMetric, Metric, Part, RatioMetric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale, Unit, Words } from '../../define/words.ts'
import { mixAndRate } from '../../insight/mix-and-rate.ts'
import { shapley } from '../../insight/shapley.ts'
import type { Readings } from '../../query/engine.ts'
import { formulaInputs } from '../../query/formula-inputs.ts'
import { valueName } from '../value-names.ts'
import { bilingual } from '../words.ts'

/** One reason behind a change; all effects of an answer sum to the change. */
export interface Driver {
  readonly name: string | null
  readonly kind: 'mix' | 'rate' | 'amount' | 'part'
  /** In the KPI's unit, signed. */
  readonly effect: number
  readonly before: number | null
  readonly after: number | null
  /** The unit of `before` and `after`. */
  readonly unit: Unit
  readonly label?: Words
}

/** Segments of a ratio: how much each gained or lost weight (mix), and how its own ratio moved (rate). */
export function ratioDrivers(metric: RatioMetric, readings: Readings, locale: Locale): Driver[] {
  const segments = paired(metric, readings).map(({ now, before }) => ({
    key: nameOf(now ?? before, locale),
    before: sides(before),
    after: sides(now),
  }))
  return mixAndRate(segments, metric.scale).flatMap((driver): Driver[] => [
    {
      name: driver.key,
      kind: 'rate',
      effect: driver.rate,
      before: driver.before,
      after: driver.after,
      unit: metric.unit,
    },
    {
      name: driver.key,
      kind: 'mix',
      effect: driver.mix,
      before: driver.shareBefore,
      after: driver.shareAfter,
      unit: 'percent',
    },
  ])
}

/** Segments of a sum: what each has more or less of. */
export function sumDrivers(metric: Metric, readings: Readings, locale: Locale): Driver[] {
  return paired(metric, readings).map(({ now, before }) => {
    const [was, is] = [before?.value ?? 0, now?.value ?? 0]
    const name = nameOf(now ?? before, locale)
    return { name, kind: 'amount', effect: is - was, before: was, after: is, unit: metric.unit }
  })
}

/** What else a formula may depend on, each exchanged like a part: the target, and how long the period has run. */
const target = '(target)'
const length = '(length)'

/**
 * Parts of a formula, and whatever else of the question it depends on; undefined where some mixture of old and new ones
 * has no value.
 */
export function formulaDrivers(
  { locale }: Pick<Context, 'locale'>,
  metric: FormulaMetric,
  now: Reading,
  before: Reading,
): Driver[] | undefined {
  const [is, was] = [formulaInputs(now), formulaInputs(before)]
  if (!is || !was) return undefined
  const parts = Object.keys(metric.parts)
  const names = [...parts, ...(metric.target ? [target] : []), length]
  const effects = shapley(names, (renewed) => {
    const mixed = Object.fromEntries(
      parts.flatMap((name) => {
        const value = (renewed.has(name) ? is : was).parts[name]
        return value ? [[name, value]] : []
      }),
    )
    const question = {
      ...(renewed.has(length) ? is : was).question,
      target: (renewed.has(target) ? is : was).question.target,
    }
    return metric.compute(mixed, question).value
  })
  if (!effects) return undefined
  // Most formulas are the same whatever the length of the period: then it is nothing to speak of.
  const told = names.filter((name) => name !== length || effects.get(name) !== 0)
  return told.map((name): Driver => {
    const effect = effects.get(name) ?? 0
    if (name === length) {
      const [before, after] = [was.question.days, is.question.days]
      return { name: words[locale].length, kind: 'part', effect, before, after, unit: 'days' }
    }
    const given = metric.parts[name]
    const part = given?.metric
    return {
      name: part?.label[locale] ?? metric.target?.label[locale] ?? name,
      kind: 'part',
      effect,
      before: part ? (was.parts[name]?.value ?? null) : was.question.target,
      after: part ? (is.parts[name]?.value ?? null) : is.question.target,
      unit: part?.unit ?? metric.target?.unit ?? metric.unit,
      ...labelOf(given),
    }
  })
}

/** What tells a part from another of the same name: a growth's base is the same KPI as its present. */
function labelOf(part: Part | undefined): Pick<Driver, 'label'> {
  if (!part) return { label: { en: 'target', ja: '目標' } }
  return part.over === 'preceding period' ? { label: { en: 'period before', ja: '前の期間' } } : {}
}

interface Pair {
  readonly now: Reading | undefined
  readonly before: Reading | undefined
}

/** Both readings of every group that has one. */
export function paired(metric: Metric, readings: Readings): Pair[] {
  const groups = new Map<string, Pair>()
  for (const now of readings.of(metric, 0)) groups.set(JSON.stringify(now.keys), { now, before: undefined })
  for (const before of readings.of(metric, 1)) {
    const key = JSON.stringify(before.keys)
    groups.set(key, { now: groups.get(key)?.now, before })
  }
  return [...groups.values()]
}

const sides = (reading: Reading | undefined) => ({
  numerator: reading?.numerator ?? 0,
  denominator: reading?.denominator ?? 0,
})

const nameOf = (reading: Reading | undefined, locale: Locale): string | null => {
  const by = Object.entries(reading?.by ?? {})
  if (by.every(([, name]) => name === null)) return null
  return by.map(([dimension, name]) => (name === null ? '–' : valueName(dimension, name, locale))).join(' / ')
}

const words = bilingual({
  en: { length: 'Length of the period' },
  ja: { length: '期間の長さ' },
})
