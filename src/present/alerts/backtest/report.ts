import type { Temporal } from 'temporal-polyfill'
import type { Firing } from '../../../alerting/replay.ts'
import type { Context } from '../../../define/context.ts'
import type { Foretold } from '../../../insight/foretold.ts'
import { againstLapses } from './lapsed.ts'
import { type Backtest, backtest, type NamedRule } from './run.ts'

/** A backtest, and for a rule over accounts how it compares with those that left. */
export interface Backtested {
  readonly rule: NamedRule
  readonly found: Backtest
  readonly foretold: Foretold | undefined
}

export async function backtestReport(context: Context, rule: NamedRule, days: number): Promise<Backtested> {
  const found = await backtest(context, rule, days)
  const foretold = rule.alert.about === 'accounts' ? await againstLapses(context, found) : undefined
  return { rule, found, foretold }
}

/** The part of its instants at which any series fired, 0..1; null where it never looked. */
export const firingShare = ({ firingInstants, instants }: Backtest): number | null =>
  instants === 0 ? null : firingInstants / instants

/** Whole days from when a series began to fire until it was over, or until now. */
export const daysLasted = ({ since, until }: Firing, now: Temporal.Instant): number =>
  Math.max(0, Math.round((until ?? now).since(since).total('hours') / 24))

/** A backtest as scripts read it. Instants are ISO texts, shares fractions. */
export function backtestJson({ now }: Context, { rule, found, foretold }: Backtested) {
  const { days, looks, firings, knownSince } = found
  return {
    rule: rule.id,
    days,
    from: looks[0]?.at.toString() ?? null,
    to: looks.at(-1)?.at.toString() ?? null,
    evaluations: looks.length,
    knownSince: knownSince?.toString() ?? null,
    fired: firings.length,
    series: new Set(firings.map(({ series }) => series)).size,
    firingShare: firingShare(found),
    now: found.now.map(({ latest, since }) => ({ series: latest?.label ?? '', since: since?.toString() ?? null })),
    firings: firings.map((firing) => ({
      series: firing.label,
      since: firing.since.toString(),
      told: firing.toldAt.toString(),
      until: firing.until?.toString() ?? null,
      days: daysLasted(firing, now),
      sentence: firing.observation.summary,
      facts: firing.observation.facts,
    })),
    foretold: foretold ?? null,
  }
}
