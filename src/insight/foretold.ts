import { median } from 'simple-statistics'
import { Temporal } from 'temporal-polyfill'

/** An account that a rule told of, from a day on. */
export interface Warning {
  readonly account: string
  readonly on: Temporal.PlainDate
}

/** An account that left, and the first day on which it paid no longer. */
export interface Lapse {
  readonly account: string
  readonly on: Temporal.PlainDate
}

/** How well warnings told of lapses. */
export interface Foretold {
  readonly horizonDays: number
  /** Warnings old enough to be judged: the horizon after them is over. */
  readonly judged: number
  /** Of those, the ones whose account lapsed within the horizon. */
  readonly right: number
  /** Warnings too young to be judged, whatever has become of their accounts. */
  readonly young: number
  /** Lapses since the rule first looked. */
  readonly lapses: number
  /** Of those, the ones with a warning before them, within the horizon. */
  readonly caught: number
  /** `right` ÷ `judged` and `caught` ÷ `lapses`, 0..1; null over nothing. */
  readonly precision: number | null
  readonly recall: number | null
  /** Days from the first warning within the horizon to the lapse, the median over what was caught. */
  readonly medianLeadDays: number | null
}

/**
 * A warning is right when its account lapses after its day and at most `horizonDays` later; a lapse is caught when a
 * warning came before its day, at most as many days. Precision only counts warnings whose horizon is over: of younger ones
 * only the right ones could be known yet. `from`: the first day on which the rule looked, `today` the last.
 */
export function foretold(
  warnings: readonly Warning[],
  lapses: readonly Lapse[],
  { from, today, horizonDays }: { from: Temporal.PlainDate; today: Temporal.PlainDate; horizonDays: number },
): Foretold {
  const leads = (warning: Warning, lapse: Lapse): number | undefined => {
    const days = daysFrom(warning.on, lapse.on)
    return warning.account === lapse.account && days > 0 && days <= horizonDays ? days : undefined
  }
  const judged = warnings.filter(({ on }) => daysFrom(on, today) >= horizonDays)
  const right = judged.filter((warning) => lapses.some((lapse) => leads(warning, lapse) !== undefined))
  const since = lapses.filter(({ on }) => Temporal.PlainDate.compare(on, from) >= 0)
  const early = since.flatMap((lapse) => {
    const days = warnings.flatMap((warning) => leads(warning, lapse) ?? [])
    return days.length > 0 ? [Math.max(...days)] : []
  })
  return {
    horizonDays,
    judged: judged.length,
    right: right.length,
    young: warnings.length - judged.length,
    lapses: since.length,
    caught: early.length,
    precision: judged.length > 0 ? right.length / judged.length : null,
    recall: since.length > 0 ? early.length / since.length : null,
    medianLeadDays: early.length > 0 ? median(early) : null,
  }
}

const daysFrom = (a: Temporal.PlainDate, b: Temporal.PlainDate): number => a.until(b, { largestUnit: 'days' }).days
