import type { Temporal } from 'temporal-polyfill'
import type { Observation, Told } from '../define/alert.ts'
import type { SeriesState, Transition } from '../define/series.ts'
import { type Decision, decide, type Rule } from './decide.ts'

/** What became of one series. */
export interface Change {
  readonly series: string
  readonly before: SeriesState | undefined
  readonly state: SeriesState
  readonly transition: Transition | undefined
  /** What there is to tell of it. */
  readonly told: Told | undefined
}

/** Decides for every series that is seen, and for those that no longer are. Series that are well and were leave no trace. */
export function changesOf(
  previous: ReadonlyMap<string, SeriesState>,
  observations: readonly Observation[],
  rule: Rule,
  now: Temporal.Instant,
): readonly Change[] {
  const seen = new Map<string, Observation | 'gone'>(observations.map((each) => [each.series, each]))
  for (const [series, { state }] of previous) if (state !== 'ok' && !seen.has(series)) seen.set(series, 'gone')
  return [...seen].flatMap(([series, observation]): Change[] => {
    const before = previous.get(series)
    const decision = decide(before, observation, rule, now)
    const { state, reason, tell } = decision
    const from = before?.state ?? 'ok'
    const moved = from !== state.state
    if (!moved && tell === null && (state.state === 'ok' || state.state === 'no_data')) return []
    const transition = moved ? { series, from, to: state.state, reason, observation: state.latest, at: now } : undefined
    return [{ series, before, state, transition, told: toldOf(before, decision, observation, now) }]
  })
}

function toldOf(
  before: SeriesState | undefined,
  { state, tell }: Decision,
  observation: Observation | 'gone',
  now: Temporal.Instant,
): Told | undefined {
  const about = observation === 'gone' ? state.latest : observation
  if (tell === null || about === null) return undefined
  return {
    news: tell,
    observation: about,
    since: (before?.since ?? state.since ?? now).toString(),
    before: before?.told ?? null,
    ...(observation === 'gone' && { gone: true }),
  }
}
