import { expect, it } from 'vitest'
import { nextLookMs, type Outcome } from '../../../src/ssot/quality/cadence.ts'

const minute = 60_000

it.each<[string, Outcome, number]>([
  ['a quick look is repeated after ten minutes', { kind: 'looked', ms: 50, unreadable: false }, 10 * minute],
  // 12 s of every 20 minutes are a hundredth.
  ['a long one takes a hundredth of the time', { kind: 'looked', ms: 12_000, unreadable: false }, 20 * minute],
  ['what cannot be read hides KPIs', { kind: 'looked', ms: 50, unreadable: true }, minute],
  ['and may take its hundredth all the same', { kind: 'looked', ms: 1_200, unreadable: true }, 2 * minute],
  ['an SSOT that is away may be back soon', { kind: 'down' }, minute],
  ['what took too long will again', { kind: 'slow' }, 60 * minute],
  ['so will what failed', { kind: 'failed' }, 60 * minute],
])('%s', (_, outcome, ms) => {
  expect(nextLookMs(outcome)).toBe(ms)
})
