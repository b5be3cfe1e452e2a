import { Temporal } from 'temporal-polyfill'
import type { Alert, News, Observation } from '../define/alert.ts'
import type { SeriesState, Snoozed } from '../define/series.ts'
import type { Words } from '../define/words.ts'
import { reasons } from './reasons.ts'

export type Rule = Pick<Alert, 'forDays' | 'repeatEveryDays' | 'tellChanges'>

export interface Decision {
  readonly state: SeriesState
  readonly reason: Words
  /** What has to be said, if anything. */
  readonly tell: News | null
}

/** A series that nothing was ever said or seen of. */
const untouched: SeriesState = {
  state: 'ok',
  since: null,
  began: null,
  pendingSince: null,
  clearedSince: null,
  toldAt: null,
  told: null,
  latest: null,
  post: null,
  acknowledged: false,
  snoozed: null,
}

/**
 * Where a series stands after an observation, and whether to speak. Pure: the same for every rule.
 *
 * It fires once the condition has held for `forDays`, and recovers once the clearing condition, or the absence of the
 * series, has held as long; between the two it stays as it is. Too little data makes it `no_data`: what was firing goes
 * on firing, and neither wait goes on. What somebody acknowledged is not repeated; what is snoozed says nothing at all
 * but that it is over. What fires without having been told (a wider one was told for it) is told as soon as it may.
 */
export function decide(
  previous: SeriesState | undefined,
  observation: Observation | 'gone',
  rule: Rule,
  now: Temporal.Instant,
): Decision {
  const before = previous ?? untouched
  if (observation === 'gone')
    return before.since === null ? rest(before, reasons.gone) : clear(before, reasons.gone, rule, now)
  const seen = { ...before, latest: observation }
  if (!observation.enough) {
    return quiet({ ...seen, state: 'no_data', pendingSince: null, clearedSince: null }, reasons.tooLittle)
  }
  return before.since === null ? whileQuiet(seen, observation, rule, now) : whileFiring(seen, observation, rule, now)
}

function whileQuiet(seen: SeriesState, observation: Observation, rule: Rule, now: Temporal.Instant): Decision {
  if (!observation.breached) return rest(seen, seen.pendingSince === null ? reasons.within : reasons.passed)
  const pendingSince = seen.pendingSince ?? now
  if (!held(pendingSince, rule.forDays, now)) {
    return quiet({ ...seen, state: 'pending', pendingSince }, reasons.holding(rule.forDays))
  }
  const state: SeriesState = {
    ...seen,
    state: 'firing',
    since: now,
    began: now,
    pendingSince: null,
    told: null,
    toldAt: null,
  }
  return tell('fired', state, reasons.fired(rule.forDays), observation, now)
}

function whileFiring(seen: SeriesState, observation: Observation, rule: Rule, now: Temporal.Instant): Decision {
  if (observation.cleared && !observation.breached) return clear(seen, reasons.recovered(rule.forDays), rule, now)
  const changed = seen.told !== null && seen.told.fingerprint !== observation.fingerprint
  const snoozed = stillSnoozed(seen.snoozed, changed, now)
  const state: SeriesState = { ...seen, state: 'firing', clearedSince: null, snoozed }
  if (snoozed !== null) return quiet(state, reasons.snoozed)
  if (seen.told === null && observation.breached) {
    return tell('fired', state, reasons.untold, observation, now)
  }
  if (changed && (rule.tellChanges || seen.snoozed === 'until it changes')) {
    return tell('changed', state, reasons.changed, observation, now)
  }
  const every = seen.acknowledged ? null : rule.repeatEveryDays
  if (observation.breached && every !== null && every > 0 && seen.toldAt !== null && held(seen.toldAt, every, now)) {
    return tell('repeated', state, reasons.repeated(every), observation, now)
  }
  if (!observation.breached) return quiet(state, reasons.between)
  return quiet(state, seen.clearedSince === null ? reasons.still : reasons.back)
}

/** A firing series of which nothing bad is seen: it recovers, at once or once that has lasted. */
function clear(before: SeriesState, reason: Words, rule: Rule, now: Temporal.Instant): Decision {
  const clearedSince = before.clearedSince ?? now
  if (held(clearedSince, rule.forDays, now)) {
    // Nobody needs to hear the end of what they were not told.
    const tell = before.told === null ? null : ('recovered' as const)
    const { told, latest, began, post } = before
    return { state: { ...untouched, toldAt: now, told, latest, began, post }, reason, tell }
  }
  const waiting = reason === reasons.gone ? reason : reasons.clearing(rule.forDays)
  return quiet({ ...before, state: 'recovering', clearedSince }, waiting)
}

const stillSnoozed = (snoozed: Snoozed | null, changed: boolean, now: Temporal.Instant): Snoozed | null => {
  if (snoozed === null || snoozed === 'until it changes') return changed ? null : snoozed
  return Temporal.Instant.compare(now, snoozed.until) < 0 ? snoozed : null
}

const rest = (before: SeriesState, reason: Words): Decision =>
  quiet({ ...before, state: 'ok', pendingSince: null, clearedSince: null }, reason)

const quiet = (state: SeriesState, reason: Words): Decision => ({ state, reason, tell: null })

const tell = (news: News, state: SeriesState, reason: Words, told: Observation, now: Temporal.Instant): Decision => ({
  state: { ...state, toldAt: now, told },
  reason,
  tell: news,
})

/** An hour short of whole days counts: a rule that looks once a day must not wait one more for a clock put forward. */
const held = (since: Temporal.Instant, days: number, now: Temporal.Instant): boolean =>
  days === 0 || now.since(since).total('hours') >= days * 24 - 1
