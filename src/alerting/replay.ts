import type { Temporal } from 'temporal-polyfill'
import type { News, Observation } from '../define/alert.ts'
import type { SeriesState } from '../define/series.ts'
import { type Change, changesOf } from './changes.ts'
import type { Rule } from './decide.ts'
import { silenceParts, wholeFires } from './silence.ts'

/** One thing that would have been said. */
export interface ReplayedNews {
  readonly at: Temporal.Instant
  readonly series: string
  readonly news: News
}

/** From when a series would have been told of until its end would have been. */
export interface Firing {
  readonly series: string
  readonly label: string
  /** When it began to fire; what a wider series stood for was told later. */
  readonly since: Temporal.Instant
  readonly toldAt: Temporal.Instant
  /** When it was over; null while it goes on. */
  readonly until: Temporal.Instant | null
  /** As it was told. */
  readonly observation: Observation
}

export interface Replayed {
  /** In the order in which they would have been told, the worst of an instant first. */
  readonly firings: readonly Firing[]
  readonly news: readonly ReplayedNews[]
  /** Instants at which anything fired, told or not. */
  readonly firingInstants: number
  readonly instants: number
}

/** The clock's own evaluation over the past: the same `decide`, the same silence of parts, and nobody presses a button. */
export interface Replay {
  /** The rule is evaluated at the next instant. */
  step(at: Temporal.Instant, observations: readonly Observation[]): void
  /** Every series that fires, as it was last seen. */
  firing(): readonly SeriesState[]
  result(): Replayed
}

export function createReplay(rule: Rule): Replay {
  const states = new Map<string, SeriesState>()
  const told: Firing[] = []
  const news: ReplayedNews[] = []
  const open = new Map<string, number>()
  let instants = 0
  let firingInstants = 0

  const firing = (): SeriesState[] => [...states.values()].filter(({ since }) => since !== null)

  function hear(change: Change, at: Temporal.Instant): void {
    const { series, told: heard, state } = change
    if (!heard) return
    news.push({ at, series, news: heard.news })
    if (heard.news === 'fired') {
      open.set(series, told.length)
      const { observation } = heard
      told.push({ series, label: observation.label, since: state.since ?? at, toldAt: at, until: null, observation })
    }
    if (heard.news !== 'recovered') return
    const index = open.get(series)
    const began = index === undefined ? undefined : told[index]
    if (index !== undefined && began) told[index] = { ...began, until: at }
    open.delete(series)
  }

  return {
    firing,
    step(at, observations) {
      const decided = changesOf(states, observations, rule, at)
      const changes = silenceParts(decided, wholeFires(decided, states))
      const worstFirst = [...changes].sort((a, b) => weightOf(b) - weightOf(a))
      for (const change of worstFirst) hear(change, at)
      for (const { series, state } of changes) states.set(series, state)
      instants += 1
      if (firing().length > 0) firingInstants += 1
    },
    result: () => ({ firings: told, news, firingInstants, instants }),
  }
}

const weightOf = ({ told }: Change): number => told?.observation.weight ?? 0
