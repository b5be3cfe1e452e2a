import type { Temporal } from 'temporal-polyfill'
import { createReplay, type Replayed } from '../../../alerting/replay.ts'
import type { Alert, Observation } from '../../../define/alert.ts'
import type { Context } from '../../../define/context.ts'
import type { SeriesState } from '../../../define/series.ts'
import type { FiringSeries } from '../../../define/state.ts'
import { knownInstants, requireConnected } from './history.ts'
import { dueInstants } from './instants.ts'

/** A rule with the name it goes by; one that is not saved yet has any. */
export interface NamedRule {
  readonly id: string
  readonly alert: Alert
}

/** What a rule saw at one of its instants. */
export interface Look {
  readonly at: Temporal.Instant
  readonly observations: readonly Observation[]
}

/** What would have been told, had the rule run at each of its instants. */
export interface Backtest extends Replayed {
  readonly days: number
  readonly looks: readonly Look[]
  /** The first day of which it is known how deals stood, where instants before it were left out. */
  readonly knownSince: Temporal.PlainDate | undefined
  /** Every series that fires now. */
  readonly now: readonly SeriesState[]
}

/**
 * Runs a rule over the past `days`, seen from the context's instant: every evaluation as it would have been, and the very
 * decisions of the clock on them. Of a rule that can look from many instants at once the SSOT is asked a few times, of
 * others once for each instant. Freshness is taken for granted: nothing tells how stale data was then. Throws a UserError
 * where the past is not known.
 */
export async function backtest(context: Context, rule: NamedRule, days: number): Promise<Backtest> {
  const { alert } = rule
  requireConnected(context, alert)
  const { instants, since } = knownInstants(context, alert, dueInstants(context, alert, days))
  const replay = createReplay(alert)
  const looks: Look[] = []
  const see = (at: Temporal.Instant, observations: readonly Observation[]): void => {
    looks.push({ at, observations })
    replay.step(at, observations)
  }
  if (alert.observeAll) {
    const all = instants.length > 0 ? await alert.observeAll(context, instants) : []
    instants.forEach((at, i) => {
      see(at, all[i] ?? [])
    })
  } else {
    for (const at of instants) {
      const then = await context.at(at, replay.firing().flatMap(firingOf(rule.id)))
      see(at, await alert.observe(then))
    }
  }
  return { ...replay.result(), days, looks, knownSince: since, now: replay.firing() }
}

const firingOf =
  (alert: string) =>
  ({ since, state, latest }: SeriesState): FiringSeries[] => {
    if (since === null || latest === null) return []
    const { series, label, summary, people } = latest
    return [{ alert, series, label, state: state === 'recovering' ? state : 'firing', since, summary, people }]
  }
