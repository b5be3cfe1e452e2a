import { expect, test } from 'vitest'
import { SendError } from '../../src/errors.ts'
import { backoffMs } from '../../src/schedule/backoff.ts'
import { afterFailure, type FailedTry } from '../../src/schedule/retry.ts'
import { usualTiming } from '../../src/schedule/timing.ts'
import type { SendResult } from '../../src/state/deliveries.ts'

const tried: FailedTry = { attempt: 1, ageMs: 1_000, uncertain: false }
const day = 86_400_000

interface Case {
  readonly name: string
  readonly error: unknown
  readonly tried?: Partial<FailedTry>
  readonly result: SendResult
}

/** With no luck in the jitter, a wait is whole: 1 s, doubled each time. */
const cases: readonly Case[] = [
  {
    name: 'what Slack did not get is tried again after a second',
    error: new SendError('connection refused'),
    result: { state: 'queued', error: 'connection refused', waitMs: 1_000, uncertain: false },
  },
  {
    name: 'the fourth time, after eight',
    error: new SendError('connection refused'),
    tried: { attempt: 4 },
    result: { state: 'queued', error: 'connection refused', waitMs: 8_000, uncertain: false },
  },
  {
    name: 'never later than after five minutes',
    error: new SendError('connection refused'),
    tried: { attempt: 60 },
    result: { state: 'queued', error: 'connection refused', waitMs: 300_000, uncertain: false },
  },
  {
    name: 'Retry-After is taken at its word, however often it failed',
    error: new SendError('ratelimited', { retryAfter: 30 }),
    tried: { attempt: 9 },
    result: { state: 'queued', error: 'ratelimited', waitMs: 30_000, uncertain: false },
  },
  {
    name: 'what may have been posted is looked for, but not before it may have arrived',
    error: new SendError('timed out', { outcomeUnknown: true }),
    result: { state: 'queued', error: 'timed out', waitMs: 5_000, uncertain: true },
  },
  {
    name: 'an error that nobody understands may have come after the post',
    error: new TypeError('x is not a function'),
    result: { state: 'queued', error: 'TypeError: x is not a function', waitMs: 5_000, uncertain: true },
  },
  {
    name: 'what could not be looked for stays uncertain',
    error: new SendError('history timed out'),
    tried: { uncertain: true },
    result: { state: 'queued', error: 'history timed out', waitMs: 5_000, uncertain: true },
  },
  {
    name: 'a permanent refusal is final',
    error: new SendError('is_archived', { permanent: true }),
    result: { state: 'failed', error: 'is_archived' },
  },
  {
    name: 'a permanent refusal to look leaves it unknown',
    error: new SendError('is_archived', { permanent: true }),
    tried: { uncertain: true },
    result: { state: 'unknown', error: 'is_archived' },
  },
  {
    name: 'after three days it is given up',
    error: new SendError('connection refused'),
    tried: { ageMs: 3 * day + 1 },
    result: { state: 'failed', error: 'given up: connection refused' },
  },
]

test.each(cases)('$name', ({ error, tried: fields, result }) => {
  expect(afterFailure(error, { ...tried, ...fields }, usualTiming, () => 1)).toEqual(result)
})

test('waits differ by chance, between half and all of what they are', () => {
  expect(backoffMs(3, 1_000, 60_000, 2, () => 0)).toBe(2_000)
  expect(backoffMs(3, 1_000, 60_000, 2, () => 1)).toBe(4_000)
})
