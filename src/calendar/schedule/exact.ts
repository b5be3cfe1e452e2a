import { Temporal } from 'temporal-polyfill'
import type { ExactSchedule, Timer } from './rule.ts'

const minute = 60_000

/** Due at every instant whose local minute of the hour fits, whatever the clock does to the hours. */
export function exactTimer({ every, offset }: ExactSchedule, zone: string): Timer {
  const shiftAt = (at: number): number =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
  const isDue = (at: number, shift: number): boolean => modulo(at / minute + shift - offset, every) === 0

  /** The nearest due minute from `start`, itself included, in the direction of `step`. */
  const seek = (start: number, step: 1 | -1): Temporal.Instant => {
    const shift = shiftAt(start)
    const ahead = modulo(-step * (start / minute + shift - offset), every)
    const candidate = start + step * ahead * minute
    if (modulo(shiftAt(candidate) - shift, every) === 0) return Temporal.Instant.fromEpochMilliseconds(candidate)
    // The clock is about to move by a part of `every` (Lord Howe Island: half an hour): ask minute by minute.
    let at = start
    while (!isDue(at, shiftAt(at))) at += step * minute
    return Temporal.Instant.fromEpochMilliseconds(at)
  }

  return {
    next: (after) => seek((Math.floor(after.epochMilliseconds / minute) + 1) * minute, 1),
    previous: (before) => seek(Math.floor(before.epochMilliseconds / minute) * minute, -1),
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
